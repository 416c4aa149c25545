package nl.rijkscloud.signin;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import nl.rijkscloud.db.Rows;

/** The statements on {@code sign_in_used}. */
final class ReturnStore {
    /** Marks the attempt as used. True for the first caller only, also when several come at the same moment. */
    Future<Boolean> use(SqlClient db, byte[] attempt, Instant expiresAt) {
        return run(db, "insert into sign_in_used (id, expires_at) values ($1, $2) on conflict do nothing",
                        Rows.bytes(attempt), Rows.time(expiresAt))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<Void> deleteOld(SqlClient db, Instant now) {
        return run(db, "delete from sign_in_used where expires_at <= $1", Rows.time(now)).mapEmpty();
    }
}
