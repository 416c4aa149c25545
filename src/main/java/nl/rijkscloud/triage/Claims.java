package nl.rijkscloud.triage;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.access.StaffAccess.Member;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore;

/**
 * One member of a department takes up a transfer that the department received, so that its colleagues need not. It
 * gives no right to anything. Leaving the department ends it: the row belongs to the membership.
 */
public final class Claims {
    /** The person who has taken up a transfer, and the moment. */
    public record Claim(UUID staff, String name, String email, Instant at) {
        /** Reads {@code claim_staff}, its name and address and {@code claim_at}, which are null without a claim. */
        public static Optional<Claim> of(Row row) {
            return Optional.ofNullable(row.getUUID("claim_staff")).map(staff ->
                    new Claim(staff, row.getString("claim_name"), row.getString("claim_email"),
                            Rows.instant(row, "claim_at")));
        }

        public JsonObject toJson() {
            return new JsonObject().put("staff", staff.toString()).put("name", name).put("email", email)
                    .put("at", at.toString());
        }
    }

    /** @param open true if the person who looks may claim the transfer or release the claim */
    public record ClaimStatus(Optional<Claim> claim, boolean open) {}

    private final ClaimStore store = new ClaimStore();
    private final Database database;
    private final TransferStore transfers;
    private final Audit audit;
    private final InstantSource clock;

    Claims(Database database, TransferStore transfers, Audit audit, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.audit = audit;
        this.clock = clock;
    }

    /** Reads the claim for the page of a transfer that the person may see. */
    public Future<ClaimStatus> find(UUID transfer, UUID staff) {
        var client = database.client();
        return store.find(client, transfer).compose(claim ->
                store.isShared(client, transfer, staff).map(shared -> new ClaimStatus(claim, shared)));
    }

    /**
     * Claims a transfer; doing it twice is no error. Fails with {@code NOT_FOUND} for a transfer that no department of
     * the person received, and with {@code CONFLICT} {@code already-claimed}, which names the holder, or {@code
     * transfer-gone}.
     */
    Future<Void> claim(Member member, UUID transfer) {
        var staff = member.staff().id();
        return database.inTransaction(tx -> store.claim(tx, transfer, staff, clock.instant()).compose(won -> won
                        ? record(tx, member, transfer, "claimed", Action.TRANSFER_CLAIMED)
                                .map(Optional.<Failure>empty())
                        : whyNot(tx, transfer, staff)))
                .compose(failure -> end(failure, member, transfer, Action.TRANSFER_CLAIMED));
    }

    private Future<Optional<Failure>> whyNot(SqlClient tx, UUID transfer, UUID staff) {
        return store.isShared(tx, transfer, staff).compose(shared -> shared
                ? store.find(tx, transfer).map(found -> found.isEmpty()
                        ? Optional.of(gone())
                        : found.filter(claim -> !claim.staff().equals(staff)).map(Claims::taken))
                : Future.succeededFuture(Optional.of(Failure.notFound())));
    }

    /**
     * Ends a claim, of the person or of a colleague in the department. Fails with {@code NOT_FOUND} for a transfer that
     * no department of the person received, and with {@code CONFLICT} {@code claim-changed} if that colleague does not
     * hold it.
     */
    Future<Void> release(Member member, UUID transfer, UUID holder) {
        var staff = member.staff().id();
        return database.inTransaction(tx -> store.release(tx, transfer, staff, holder).compose(released -> released
                        ? record(tx, member, transfer, "claim-released", Action.CLAIM_RELEASED)
                                .map(Optional.<Failure>empty())
                        : store.isShared(tx, transfer, staff).map(shared ->
                                Optional.of(shared ? changed() : Failure.notFound()))))
                .compose(failure -> end(failure, member, transfer, Action.CLAIM_RELEASED));
    }

    private Future<Void> record(SqlClient tx, Member member, UUID transfer, String event, Action action) {
        return transfers.addEvent(tx, TransferEvent.of(transfer, event, clock.instant())
                        .by(Optional.of(member.staff().id())))
                .compose(done -> audit.record(tx, AuditEntry.done(member.actor(), action, Subject.transfer(transfer))));
    }

    private Future<Void> end(Optional<Failure> failure, Member member, UUID transfer, Action action) {
        return failure.map(found -> found.kind() == Failure.Kind.NOT_FOUND
                        ? audit.<Void>refused(AuditEntry.refused(
                                member.actor(), action, Result.NOT_ADDRESSED, Subject.transfer(transfer)), found)
                        : Future.<Void>failedFuture(found))
                .orElseGet(Future::succeededFuture);
    }

    private static Failure taken(Claim claim) {
        return Failure.of(Failure.Kind.CONFLICT, "already-claimed", "A colleague has taken it up already.")
                .with("claim", claim.toJson());
    }

    private static Failure changed() {
        return Failure.of(Failure.Kind.CONFLICT, "claim-changed", "That colleague does not hold it any more.");
    }

    private static Failure gone() {
        return Failure.of(Failure.Kind.CONFLICT, "transfer-gone", "The transfer has ended.");
    }
}
