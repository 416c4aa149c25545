package nl.rijkscloud.checklist;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code checklist_item}. A list belongs to the first transfer of its request, the series. */
final class ChecklistStore {
    Future<Void> insert(SqlClient db, UUID series, int items) {
        return run(db, """
                insert into checklist_item (series, position) select $1, n from generate_series(1, $2::int) n""",
                series, items)
                .mapEmpty();
    }

    /** Leaves out the answers of a part in which no document was accepted: its message is never delivered. */
    Future<Checklist> find(SqlClient db, UUID series) {
        return run(db, """
                select i.position, case when p.state = 'refused' then 'missing' else i.state end as state,
                    case when p.state <> 'refused' then i.transfer_id end as part,
                    case when p.state <> 'refused' then i.said_at end as said_at
                from checklist_item i left join transfer p on p.id = i.transfer_id
                where i.series = $1 order by i.position""", series)
                .map(rows -> new Checklist(Rows.all(rows, ChecklistStore::item)));
    }

    Future<Void> say(SqlClient db, UUID series, UUID part, List<ItemAnswer> answers, Instant now) {
        return run(db, """
                update checklist_item i set state = said.state, transfer_id = $2, said_at = $3
                from unnest($4::int[], $5::text[]) said(position, state)
                where i.series = $1 and i.position = said.position""",
                series, part, Rows.time(now),
                answers.stream().map(ItemAnswer::position).toArray(Integer[]::new),
                answers.stream().map(answer -> answer.state().word()).toArray(String[]::new))
                .mapEmpty();
    }

    private static Checklist.Item item(Row row) {
        return new Checklist.Item(
                row.getInteger("position"), ItemState.of(row.getString("state")).orElseThrow(),
                Optional.ofNullable(row.getUUID("part")), Rows.optionalInstant(row, "said_at"));
    }
}
