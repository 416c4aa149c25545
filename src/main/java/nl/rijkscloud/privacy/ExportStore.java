package nl.rijkscloud.privacy;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.db.Rows;

/**
 * Reads the values that are kept about a person, for a request for access. It reads nobody else's values, nothing that
 * opens something, and nothing that is sealed.
 */
final class ExportStore {
    /** The person's own values in these transfers, each object with the transfer's id. */
    Future<List<JsonObject>> values(SqlClient db, Person person, List<UUID> transfers) {
        return run(db, """
                select jsonb_strip_nulls(jsonb_build_object(
                    'id', t.id, 'number', left(t.number, 4) || '-' || right(t.number, 4),
                    'submittedAt', t.submitted_at, 'deliveredAt', t.delivered_at,
                    'sender', case when lower(t.sender_email) = $1 or phone_key(t.sender_phone) = $1 then
                        jsonb_build_object('name', t.sender_name, 'email', t.sender_email,
                            'organisation', t.sender_organisation, 'phone', t.sender_phone) end,
                    'contact', case when lower(t.contact_email) = $1 then
                        jsonb_build_object('name', t.contact_name, 'email', t.contact_email) end,
                    'recipient', (select jsonb_agg(jsonb_build_object('name', r.name, 'email', r.email,
                            'mobile', r.mobile, 'openedAt', r.opened_at, 'downloadedAt', r.downloaded_at,
                            'replacedAt', r.replaced_at) order by r.position)
                        from recipient r where r.transfer_id = t.id and (lower(r.email) = $1 or r.mobile = $1)),
                    'statements', (select jsonb_agg(jsonb_build_object('kind', s.kind, 'at', s.at) order by s.at)
                        from statement s where s.transfer_id = t.id))) as found
                from transfer t where t.id = any ($2)""", person.key(), transfers.toArray(UUID[]::new))
                .map(rows -> Rows.all(rows, row -> row.getJsonObject("found")));
    }

    /** The values of the person in address books. */
    Future<List<JsonObject>> contacts(SqlClient db, Person person) {
        return run(db, """
                select jsonb_build_object('name', name, 'email', email, 'organisation', organisation, 'mobile', mobile,
                    'language', language, 'department', department, 'createdAt', created_at, 'usedAt', used_at) as found
                from contact where lower(email) = $1 or mobile = $1 order by created_at, id""", person.key())
                .map(rows -> Rows.all(rows, row -> row.getJsonObject("found")));
    }

    /** The values of the person's accounts, with the browsers that are known there. */
    Future<List<JsonObject>> accounts(SqlClient db, Person person) {
        return run(db, """
                select jsonb_build_object('id', s.id, 'name', s.name, 'email', s.email, 'mobile', s.mobile,
                    'roles', s.roles, 'createdAt', s.created_at, 'disabledAt', s.disabled_at,
                    'departments', (select coalesce(jsonb_agg(m.department_email), '[]') from department_member m
                        where m.staff_id = s.id),
                    'knownBrowsers', (select coalesce(jsonb_agg(jsonb_build_object('createdAt', b.created_at,
                        'expiresAt', b.expires_at)), '[]') from known_browser b where b.staff_id = s.id)) as found
                from staff s where s.email = $1 or s.mobile = $1 order by s.created_at, s.id""", person.key())
                .map(rows -> Rows.all(rows, row -> row.getJsonObject("found")));
    }
}
