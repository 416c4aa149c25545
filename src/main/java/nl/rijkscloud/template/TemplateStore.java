package nl.rijkscloud.template;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code template}. */
final class TemplateStore {
    Future<List<Template>> find(SqlClient db, List<String> departments) {
        return run(db, """
                select t.*, s.name as changed_name from template t left join staff s on s.id = t.changed_by
                where t.department = any($1) order by t.department, lower(t.name)""",
                (Object) departments.toArray(String[]::new))
                .map(rows -> Rows.all(rows, TemplateStore::template));
    }

    /**
     * Saves a template, in place of the one with the same name and kind. Returns false when the department has as many
     * as it may. The caller holds the department's lock.
     */
    Future<Boolean> save(SqlClient tx, Template template, UUID by, int most) {
        return run(tx, """
                insert into template (id, department, kind, name, content, changed_by, changed_at)
                select $1::uuid, $2::text, $3::text, $4::text, $5::text, $6::uuid, $7::timestamptz
                where exists (select from template where department = $2 and kind = $3 and lower(name) = lower($4))
                    or (select count(*) from template where department = $2) < $8
                on conflict (department, kind, lower(name)) do update
                set name = $4, content = $5, changed_by = $6, changed_at = $7""",
                template.id(), template.department(), template.kind().word(), template.name(),
                template.content().encode(), by, Rows.time(template.changedAt()), most)
                .map(rows -> rows.rowCount() == 1);
    }

    /** Keeps others from adding templates to the department meanwhile. */
    Future<Void> lock(SqlClient tx, String department) {
        return run(tx, "select from department where email = $1 for no key update", department).mapEmpty();
    }

    /** Removes it if it is one of these departments; returns its department. */
    Future<Optional<String>> remove(SqlClient tx, UUID id, List<String> departments) {
        return run(tx, "delete from template where id = $1 and department = any($2) returning department",
                id, departments.toArray(String[]::new))
                .map(rows -> Rows.first(rows, row -> row.getString("department")));
    }

    private static Template template(Row row) {
        return new Template(
                row.getUUID("id"), row.getString("department"), Template.Kind.of(row.getString("kind")).orElseThrow(),
                row.getString("name"), new JsonObject(row.getString("content")),
                Optional.ofNullable(row.getString("changed_name")).filter(name -> !name.isEmpty()),
                Rows.instant(row, "changed_at"));
    }
}
