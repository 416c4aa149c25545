package nl.rijkscloud.request;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The addresses that are in transfers. */
final class AddressStore {
    /** Those of outsiders whom this member of staff asked for something or sent something, in lower case, the newest first. */
    Future<List<String>> writtenTo(SqlClient db, UUID staff, int most) {
        return run(db, """
                select lower(email) as email from (
                    select sender_email as email, created_at from transfer where owner_id = $1 and kind = 'requested'
                    union all
                    select r.email, t.submitted_at from transfer t join recipient r on r.transfer_id = t.id
                    where t.owner_id = $1 and t.kind = 'sent' and t.submitted_at is not null) written
                group by lower(email) order by max(created_at) desc limit $2""", staff, most)
                .map(rows -> Rows.all(rows, row -> row.getString("email")));
    }
}
