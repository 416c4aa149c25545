package nl.rijkscloud.signin;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import nl.rijkscloud.db.Rows;

/** Reads and writes {@code sign_in_used}, the attempts that have come back. */
final class SignInAttemptStore {
    /** Marks the attempt as used. Returns true for the first caller only, also when several call at the same moment. */
    Future<Boolean> use(SqlClient db, byte[] attempt, Instant expiresAt) {
        return run(db, "insert into sign_in_used (id, expires_at) values ($1, $2) on conflict do nothing",
                        Rows.bytes(attempt), Rows.time(expiresAt))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<Void> deleteOld(SqlClient db, Instant now) {
        return run(db, "delete from sign_in_used where expires_at <= $1", Rows.time(now)).mapEmpty();
    }
}
