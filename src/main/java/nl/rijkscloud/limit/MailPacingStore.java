package nl.rijkscloud.limit;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;

/** The statements on {@code familiar_network} and {@code mail_turn}. */
final class MailPacingStore {
    private MailPacingStore() {}

    static Future<Boolean> isFamiliar(Database database, byte[] network, Instant since) {
        return database.run("select from familiar_network where key = $1 and opened_at > $2", Buffer.buffer(network),
                Rows.time(since))
                .map(rows -> rows.size() > 0);
    }

    /** Writes at most once within {@code precision}; a newer row stays as it is. */
    static Future<Void> markFamiliar(Database database, byte[] network, Instant now, Duration precision) {
        return database.run("""
                insert into familiar_network as known (key, opened_at) values ($1, $2)
                on conflict (key) do update set opened_at = $2 where known.opened_at < $3""",
                        Buffer.buffer(network), Rows.time(now), Rows.time(now.minus(precision)))
                .mapEmpty();
    }

    static Future<Boolean> isAnyWaiting(Database database, Instant now) {
        return database.run("select from mail_turn where at > $1 limit 1", Rows.time(now)).map(rows -> rows.size() > 0);
    }

    /**
     * Takes the turn after the last one, unless that is too late. Takes no lock: two acts at the same moment may get
     * the same turn.
     */
    static Future<Optional<Instant>> takeTurn(Database database, Instant now, Duration pace, Instant latest) {
        return database.run("""
                with next as (
                    select greatest($1::timestamptz, max(at)) + make_interval(secs => $2::float8) as at from mail_turn
                        where at > $1)
                insert into mail_turn (at) select at from next where at <= $3 returning at""",
                        Rows.time(now), pace.toNanos() / 1e9, Rows.time(latest))
                .map(rows -> Rows.first(rows, row -> Rows.instant(row, "at")));
    }

    /** Deletes turns that are over and networks that are no longer familiar. */
    static Future<Void> clear(Database database, Instant now, Instant familiarSince) {
        return database.run("""
                with over as (delete from mail_turn where at <= $1)
                delete from familiar_network where opened_at <= $2""", Rows.time(now), Rows.time(familiarSince))
                .mapEmpty();
    }
}
