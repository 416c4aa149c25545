package nl.rijkscloud.code;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/**
 * The statements on {@code recipient_code}, at most one row for each recipient, and on the count of wrong codes that
 * the {@code recipient} row keeps over all codes. A transaction that locks both rows locks the code's first, so that no
 * two wait for each other.
 */
final class RecipientCodeStore {
    /** @param tries at this code and {@code wrong} codes in this transfer; both include the try that was just taken */
    record Stored(UUID id, byte[] hash, int tries, int wrong) {}

    /** @param wrong codes in this transfer; the other fields describe the newest code, if there is one */
    record Counters(
            int wrong, int tries, boolean used, CodeMeans means, Optional<Instant> createdAt,
            Optional<Instant> expiresAt) {}

    /** @param message the id of the message in the outbox that holds the code; of no message if the code is read out */
    record New(CodeGenerator.Fresh code, CodeMeans means, UUID message, Instant now, Instant expiresAt) {}

    /** @param message the id of the message with the earlier code; empty when there was none */
    record Replaced(Optional<UUID> message) {}

    /**
     * Replaces the last code. Empty, and nothing is written, when that is not old enough, the recipient is locked out,
     * or the link has died.
     */
    Future<Optional<Replaced>> put(
            SqlClient tx, UUID recipient, byte[] link, New made, int mostWrong, Instant lastBefore) {
        return run(tx, """
                with earlier as (select letter_id from recipient_code where recipient_id = $1)
                insert into recipient_code (
                    recipient_id, link_id, id, hash, letter_id, created_at, expires_at, means, means_of)
                select r.id, l.id, $3::uuid, $4::bytea, $5::uuid, $6::timestamptz, $7::timestamptz, $10, $3::uuid
                from recipient r join link l on l.recipient_id = r.id and l.id = $2 where r.id = $1
                    and r.wrong_codes < $8
                on conflict (recipient_id) do update set
                    link_id = excluded.link_id, id = excluded.id, hash = excluded.hash,
                        letter_id = excluded.letter_id, tries = 0,
                    created_at = excluded.created_at, expires_at = excluded.expires_at, used_at = null,
                    means = excluded.means, means_of = excluded.means_of
                    where recipient_code.created_at <= $9
                returning (select letter_id from earlier) as replaced""",
                        recipient, Rows.bytes(link), made.code().id(), Rows.bytes(made.code().hash()),
                        made.message(),
                        Rows.time(made.now()), Rows.time(made.expiresAt()), mostWrong, Rows.time(lastBefore),
                        made.means().word())
                .map(rows -> Rows.first(rows, row -> new Replaced(Optional.ofNullable(row.getUUID("replaced")))));
    }

    /**
     * Takes one try at the code and one of the recipient's, if both have one left, and then hands out the hash, in one
     * statement: simultaneous guesses get no more tries than guesses one by one.
     */
    Future<Optional<Stored>> takeTry(SqlClient db, UUID recipient, byte[] link, int most, int mostWrong, Instant now) {
        return run(db, """
                with taken as (
                    update recipient_code set tries = tries + 1
                    where recipient_id = $1 and link_id = $2 and used_at is null and expires_at > $3 and tries < $4
                    returning id, hash, tries)
                update recipient r set wrong_codes = wrong_codes + 1 from taken where r.id = $1 and r.wrong_codes < $5
                returning taken.id, taken.hash, taken.tries, r.wrong_codes""",
                        recipient, Rows.bytes(link), Rows.time(now), most, mostWrong)
                .map(rows -> Rows.first(rows, row -> new Stored(
                        row.getUUID("id"), Rows.bytes(row, "hash"), row.getInteger("tries"),
                        row.getInteger("wrong_codes"))));
    }

    /**
     * Uses the code up, gives back the try at the transfer, and notes how the code had come. False when somebody was
     * first, or a newer code has taken its place.
     */
    Future<Boolean> use(SqlClient tx, UUID id, Instant now) {
        return run(tx, """
                with used as (update recipient_code set used_at = $2 where id = $1 and used_at is null
                    returning recipient_id, case when means_of = id then means else 'sms' end as means)
                update recipient set wrong_codes = wrong_codes - 1,
                    code_means = case when used.means = any (code_means) then code_means
                        else code_means || used.means end
                from used where recipient.id = used.recipient_id""",
                        id, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<Optional<Counters>> counters(SqlClient db, UUID recipient) {
        return run(db, """
                select r.wrong_codes, coalesce(c.tries, 0) as tries, c.used_at is not null as used, c.created_at,
                    c.expires_at, case when c.means_of = c.id then c.means else 'sms' end as means
                from recipient r left join recipient_code c on c.recipient_id = r.id where r.id = $1""", recipient)
                .map(rows -> Rows.first(rows, RecipientCodeStore::counters));
    }

    /** Returns the id of the message that held the code, if there was a code. */
    Future<Optional<UUID>> delete(SqlClient tx, UUID recipient) {
        return run(tx, "delete from recipient_code where recipient_id = $1 returning letter_id", recipient)
                .map(rows -> Rows.first(rows, row -> row.getUUID("letter_id")));
    }

    Future<Void> resetWrongCodes(SqlClient tx, UUID recipient) {
        return run(tx, "update recipient set wrong_codes = 0 where id = $1", recipient).mapEmpty();
    }

    Future<Void> deleteExpired(SqlClient db, Instant now) {
        return run(db, "delete from recipient_code where expires_at <= $1", Rows.time(now)).mapEmpty();
    }

    private static Counters counters(Row row) {
        return new Counters(
                row.getInteger("wrong_codes"), row.getInteger("tries"), row.getBoolean("used"),
                CodeMeans.of(row.getString("means")),
                Rows.optionalInstant(row, "created_at"),
                Rows.optionalInstant(row, "expires_at"));
    }
}
