package nl.rijkscloud.hold;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferNumber;
import nl.rijkscloud.transfer.TransferStore;

/** Sets and lifts legal holds. Each act is a line of the audit log and of the transfer's history. */
final class Holds {
    /** Holds in the list; an organisation has a few. */
    static final int MOST = 500;

    private final HoldStore store = new HoldStore();
    private final Database database;
    private final TransferStore transfers;
    private final Links links;
    private final Audit audit;
    private final InstantSource clock;

    Holds(Database database, TransferStore transfers, Links links, Audit audit, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.links = links;
        this.audit = audit;
        this.clock = clock;
    }

    Future<List<LegalHold>> list() {
        return store.list(database.client(), clock.instant(), MOST);
    }

    /**
     * A hold that was set.
     *
     * @param linksUntil the moment after which only the recovery key opens the transfer
     */
    record Held(UUID id, Instant linksUntil) {}

    /**
     * Sets a hold, or replaces the one that the transfer has. Fails with {@code NOT_FOUND}, and with {@code CONFLICT}:
     * {@code transfer-gone}, {@code unsent}, or {@code beyond-links}, which says until when the links open it. On the
     * last day of the links it ends with them. A transfer that the recovery key opens may be held for longer.
     *
     * @param by a member of staff
     */
    Future<Held> set(Actor by, TransferNumber number, String reason, Instant until) {
        return database.inTransaction(tx -> store.findTransfer(tx, number.signs())
                .map(found -> found.orElseThrow(Failure::notFound))
                .compose(id -> lock(tx, id))
                .compose(transfer -> links.latestEnd(tx, transfer.id())
                        .compose(latest -> links.findRecovery(tx, transfer.id())
                                .map(slot -> end(until, latest, slot.isPresent()))
                                .compose(end -> store.ofTransfer(tx, transfer.id())
                                        .compose(former -> set(tx, by, transfer, former, reason, end)))
                                .map(id -> new Held(id, latest)))));
    }

    private static Instant end(Instant until, Instant latest, boolean recoverable) {
        if (!until.isAfter(latest) || OfficeTime.at(until).toLocalDate().equals(OfficeTime.at(latest).toLocalDate())) {
            return until.isAfter(latest) ? latest : until;
        }
        if (!recoverable) {
            throw beyond(latest);
        }
        return until;
    }

    private Future<UUID> set(
            SqlClient tx, Actor by, Transfer transfer, Optional<LegalHold.Bound> former, String reason, Instant until) {
        var now = clock.instant();
        var officer = by.id().orElseThrow();
        var usual = former.map(hold -> hold.endWithout(transfer.expiresAt(), now)).orElse(transfer.expiresAt());
        var hold = new LegalHold.Bound(UUID.randomUUID(), transfer.id(), until, usual);
        return former.map(old -> store.markLifted(tx, old.id(), officer, now)).orElseGet(Future::succeededFuture)
                .compose(done -> store.insert(tx, hold, reason, officer, now))
                .compose(done -> transfers.extend(tx, transfer.id(), usual.isAfter(until) ? usual : until))
                .compose(done -> record(tx, by, transfer.id(), "held", Action.HOLD_SET))
                .map(hold.id());
    }

    /**
     * Lifts a hold: the transfer ends when it would have ended without it, which may be now. Fails with {@code
     * NOT_FOUND} for one that was lifted or is over.
     */
    Future<Void> lift(Actor by, UUID id) {
        return database.inTransaction(tx -> store.find(tx, id)
                .map(found -> found.orElseThrow(Failure::notFound).transfer())
                .compose(transfer -> lock(tx, transfer))
                .compose(transfer -> store.ofTransfer(tx, transfer.id())
                        .map(found -> found.filter(hold -> hold.id().equals(id) && hold.isActive(clock.instant()))
                                .orElseThrow(Failure::notFound))
                        .compose(hold -> lift(tx, by, transfer, hold))));
    }

    private Future<Void> lift(SqlClient tx, Actor by, Transfer transfer, LegalHold.Bound hold) {
        var now = clock.instant();
        return store.markLifted(tx, hold.id(), by.id().orElseThrow(), now)
                .compose(done -> transfers.extend(tx, transfer.id(), hold.endWithout(transfer.expiresAt(), now)))
                .compose(done -> record(tx, by, transfer.id(), "hold-lifted", Action.HOLD_LIFTED));
    }

    private Future<Void> record(SqlClient tx, Actor by, UUID transfer, String event, Action action) {
        return transfers.addEvent(tx, TransferEvent.of(transfer, event, clock.instant()).by(by.id()))
                .compose(done -> audit.record(tx, AuditEntry.done(by, action, Subject.transfer(transfer))));
    }

    private Future<Transfer> lock(SqlClient tx, UUID id) {
        return transfers.lock(tx, id).map(held -> {
            var transfer = held.map(TransferStore.Stored::transfer).filter(Transfer::confirmed)
                    .orElseThrow(Failure::notFound);
            if (transfer.state().isGone()) {
                throw Failure.of(Failure.Kind.CONFLICT, "transfer-gone",
                        "This transfer has ended. Its documents have been deleted.");
            }
            if (transfer.state() == Transfer.State.OPEN) {
                throw Failure.of(Failure.Kind.CONFLICT, "unsent", "Only what has been sent can be held.");
            }
            return transfer;
        });
    }

    private static Failure beyond(Instant latest) {
        return Failure.of(Failure.Kind.CONFLICT, "beyond-links", "After that no link opens the documents any more.")
                .with("latestEnd", latest.toString());
    }
}
