package nl.rijkscloud.staff;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code known_browser}, and those on {@code staff} that count failed sign-ins. */
final class SignInStore {
    Future<Boolean> isKnown(SqlClient db, byte[] browser, UUID staff, Instant now) {
        return run(db, "select from known_browser where id = $1 and staff_id = $2 and expires_at > $3",
                Rows.bytes(browser), staff, Rows.time(now))
                .map(rows -> rows.size() > 0);
    }

    Future<Void> remember(SqlClient tx, byte[] browser, UUID staff, Instant now, Instant until) {
        return run(tx, "insert into known_browser (id, staff_id, created_at, expires_at) values ($1, $2, $3, $4)",
                        Rows.bytes(browser), staff, Rows.time(now), Rows.time(until))
                .mapEmpty();
    }

    Future<Void> forget(SqlClient tx, byte[] browser) {
        return run(tx, "delete from known_browser where id = $1", Rows.bytes(browser)).mapEmpty();
    }

    Future<Void> forgetAll(SqlClient tx, UUID staff) {
        return run(tx, "delete from known_browser where staff_id = $1", staff).mapEmpty();
    }

    Future<Void> deleteExpired(SqlClient db, Instant now) {
        return run(db, "delete from known_browser where expires_at <= $1", Rows.time(now)).mapEmpty();
    }

    /**
     * Counts a failure before anything is compared, if there is room for it; a correct try gets it back. One statement
     * does it in this order, so no more than {@code most} of any number of simultaneous guesses are compared.
     *
     * @return how many there are now, this one included
     */
    Future<Optional<Integer>> takeTry(SqlClient db, UUID staff, boolean known, int most) {
        return run(db, "update staff set %1$s = %1$s + 1 where id = $1 and %1$s < $2 returning %1$s".formatted(
                counter(known)), staff, most)
                .map(rows -> Rows.first(rows, row -> row.getInteger(0)));
    }

    Future<Void> giveBack(SqlClient db, UUID staff, boolean known) {
        return run(db, "update staff set %1$s = greatest(0, %1$s - 1) where id = $1".formatted(counter(known)), staff)
                .mapEmpty();
    }

    Future<Void> reset(SqlClient tx, UUID staff) {
        return run(tx, "update staff set failed_by_strangers = 0, failed_by_known_browsers = 0 where id = $1", staff)
                .mapEmpty();
    }

    private static String counter(boolean known) {
        return known ? "failed_by_known_browsers" : "failed_by_strangers";
    }
}
