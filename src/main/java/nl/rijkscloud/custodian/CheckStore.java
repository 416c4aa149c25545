package nl.rijkscloud.custodian;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.db.Rows;
import org.jspecify.annotations.Nullable;

/**
 * The statements that divide waiting documents among checkers on one node or many. A waiting document has a turn, which
 * the database assigns fairly among transfers when the wait begins (migration V25). A claim is a lease: it takes the
 * document out of the queue until {@code check_due}, by the clock of the database, and may be lost at that moment
 * without {@link #renew}. The epoch of the row distinguishes claims.
 */
final class CheckStore {
    /** The most documents, of one transfer and no larger than {@link #LITTLE}, that a reader claims at once. */
    static final int MOST_AT_ONCE = 16;

    private static final long LITTLE = 1L << 20;
    private static final int BACK_AT_ONCE = 100;

    private static final String CLAIM = """
            with first as (
                select d.id, d.transfer_id, d.length from document d
                where d.state = 'checking' and d.check_turn is not null %s
                    and exists (select from slot s where s.transfer_id = d.transfer_id and s.kind = 'pending')
                order by d.check_turn, d.updated_at, d.id limit 1 for update of d skip locked),
            others as (
                select o.id from first f, lateral (
                    select d.id, d.length from document d
                    where d.transfer_id = f.transfer_id and d.state = 'checking' and d.check_turn is not null
                        and d.id <> f.id
                    order by d.check_turn + 1 + (d.length >> 20), d.id limit $2 for update of d skip locked) o
                where f.length <= $3 and o.length <= $3)
            update document set epoch = epoch + 1, check_turn = null, check_due = now() + make_interval(secs => $1)
            where id in (select id from first union all select id from others)
            returning id, transfer_id, epoch, check_failures,
                extract(epoch from now() - scan_held_since)::float8 as held, scan_tries, scan_held_reason,
                scan_decision""";
    static final String ANY = CLAIM.formatted("");
    private static final String SMALL = CLAIM.formatted("and d.length <= " + CheckWorker.SMALL);

    /**
     * @param failures how many readings before this one the disk failed
     * @param held how long it has waited for the virus scanner, by the database's clock; empty if it does not
     * @param tries how often it was read and the scanner gave no answer
     * @param unread true if it waits although the scanner has answered
     * @param decision what a beheerder has decided about it
     */
    record Claim(
            UUID document, UUID transfer, long epoch, int failures, Optional<Duration> held, int tries,
            boolean unread, Optional<Decision> decision) {}

    /** The decision of a beheerder about a document that was not scanned. */
    enum Decision { DELIVER, REFUSE }

    /**
     * Claims the document whose turn it is, if there is a key to read it, and with a little one the little ones of its
     * transfer that come next.
     */
    Future<List<Claim>> claim(SqlClient db, boolean small, Duration lease) {
        return run(db, small ? SMALL : ANY, seconds(lease), MOST_AT_ONCE - 1, LITTLE).map(rows -> Rows.all(rows, row ->
                new Claim(row.getUUID("id"), row.getUUID("transfer_id"), row.getLong("epoch"),
                        row.getInteger("check_failures"), Optional.ofNullable(row.getDouble("held"))
                                .map(seconds -> Duration.ofMillis((long) (seconds * 1000))),
                        row.getInteger("scan_tries"), "unread".equals(row.getString("scan_held_reason")),
                        Optional.ofNullable(row.getString("scan_decision"))
                                .map(word -> Decision.valueOf(word.toUpperCase(Locale.ROOT))))));
    }

    /** Puts those in the queue again whose claim has ended or whose wait is over. */
    Future<Void> comeBack(SqlClient db) {
        return run(db, """
                update document set check_due = null where id in (
                    select id from document where state = 'checking' and check_turn is null and check_due <= now()
                    order by check_due limit $1 for update skip locked)""", BACK_AT_ONCE).mapEmpty();
    }

    /** False when one of the claims has been lost: somebody else has taken the document, or it is gone. */
    Future<Boolean> renew(SqlClient db, List<Claim> claims, Duration lease) {
        return run(db, """
                update document d set check_due = now() + make_interval(secs => $3)
                from unnest($1::uuid[], $2::bigint[]) as held(id, epoch)
                where d.id = held.id and d.epoch = held.epoch and d.state = 'checking'""",
                        ids(claims), epochs(claims), seconds(lease))
                .map(rows -> rows.rowCount() == claims.size());
    }

    /**
     * Gives a claim back; without a wait the document is in the queue at once. The new epoch stops a late
     * {@link #renew}.
     */
    Future<Boolean> giveBack(SqlClient db, Claim claim, Duration wait, int failures) {
        return run(db, """
                update document set epoch = epoch + 1, check_due = now() + make_interval(secs => nullif($3::float8, 0)),
                    check_failures = $4
                where id = $1 and epoch = $2 and state = 'checking'""",
                        claim.document(), claim.epoch(), seconds(wait), failures)
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * Gives claims back until the virus scanner may be there again. Each keeps the moment since which it waits.
     *
     * @param read true if they were read, and the scanner gave no answer
     */
    Future<Void> hold(SqlClient db, List<Claim> claims, Duration wait, boolean read) {
        return run(db, """
                update document d set epoch = d.epoch + 1,
                    check_due = now() + make_interval(secs =>
                        $3::float8 * case when $4::boolean then 1 << least(scan_tries, 5) else 1 end),
                    scan_held_since = coalesce(scan_held_since, now()),
                    scan_held_reason = coalesce(scan_held_reason, 'away'),
                    scan_tries = scan_tries + case when $4::boolean then 1 else 0 end
                from unnest($1::uuid[], $2::bigint[]) as held(id, epoch)
                where d.id = held.id and d.epoch = held.epoch and d.state = 'checking'""",
                        ids(claims), epochs(claims), seconds(wait), read)
                .mapEmpty();
    }

    /** Lets documents wait for a decision. They are not read again before it. */
    Future<Void> await(SqlClient db, List<Claim> claims, Duration wait) {
        return run(db, """
                update document d set epoch = d.epoch + 1, check_due = now() + make_interval(secs => $3::float8),
                    scan_held_since = coalesce(scan_held_since, now()), scan_held_reason = 'unread'
                from unnest($1::uuid[], $2::bigint[]) as held(id, epoch)
                where d.id = held.id and d.epoch = held.epoch and d.state = 'checking'""",
                        ids(claims), epochs(claims), seconds(wait))
                .mapEmpty();
    }

    /**
     * The columns that a check fills, sealed but for the sums and the malware state.
     *
     * @param sums of the ciphertext; null of a refused document, which is deleted
     * @param scanState null if the document was not looked at
     */
    record Checked(
            Claim claim, byte @Nullable [] digests, byte @Nullable [] sums, byte @Nullable [] judgement,
            byte @Nullable [] scan, @Nullable String scanState) {}

    /** Settles the checks of those whose claim still holds. */
    Future<Void> accept(SqlClient tx, List<Checked> checked, Instant now) {
        var claims = checked.stream().map(Checked::claim).toList();
        return run(tx, """
                update document d set state = 'accepted', digests = read.digests, judgement = read.judgement,
                    scan = read.scan, scan_state = read.scan_state, ciphertext_sums = read.sums, updated_at = $8
                from unnest($1::uuid[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[], $6::text[], $7::bytea[])
                    as read(id, epoch, digests, judgement, scan, scan_state, sums)
                where d.id = read.id and d.epoch = read.epoch and d.state = 'checking'""",
                        ids(claims), epochs(claims), column(checked, Checked::digests),
                        column(checked, Checked::judgement), column(checked, Checked::scan),
                        checked.stream().map(Checked::scanState).toArray(String[]::new),
                        column(checked, Checked::sums), Rows.time(now))
                .mapEmpty();
    }

    private static Buffer[] column(List<Checked> checked, Function<Checked, byte @Nullable []> value) {
        return checked.stream().map(value).map(Rows::bytes).toArray(Buffer[]::new);
    }

    /** False when the claim has been lost. */
    Future<Boolean> refuse(SqlClient tx, Checked checked, String refusal, Instant now) {
        return run(tx, """
                update document set state = 'refused', refusal = $3, judgement = $4, digests = $5, scan = $6,
                    scan_state = $7, updated_at = $8
                where id = $1 and epoch = $2 and state = 'checking'""",
                        checked.claim().document(), checked.claim().epoch(), refusal, Rows.bytes(checked.judgement()),
                        Rows.bytes(checked.digests()), Rows.bytes(checked.scan()), checked.scanState(), Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** For how long the one has waited that came first, of those that nobody is reading now. */
    Future<Duration> oldest(SqlClient db) {
        return run(db, """
                select coalesce(extract(epoch from now() - min(updated_at)), 0)::float8 from document
                where state = 'checking' and (check_turn is not null or check_failures > 0
                    or check_due > now() + make_interval(secs => $1))""",
                        seconds(CheckWorker.LEASE))
                .map(rows -> Duration.ofSeconds(rows.iterator().next().getDouble(0).longValue()));
    }

    /** The number of documents that are to be read back. */
    Future<Long> waiting(SqlClient db) {
        return run(db, "select count(*) from document where state = 'checking'")
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** The number of documents that wait for the virus scanner. */
    Future<Long> held(SqlClient db) {
        return run(db, "select count(*) from document where state = 'checking' and scan_held_since is not null")
                .map(rows -> rows.iterator().next().getLong(0));
    }

    static UUID[] ids(List<Claim> claims) {
        return claims.stream().map(Claim::document).toArray(UUID[]::new);
    }

    static Long[] epochs(List<Claim> claims) {
        return claims.stream().map(Claim::epoch).toArray(Long[]::new);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
