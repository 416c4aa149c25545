package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore;

/**
 * Moves the end of a transfer to a later moment. It needs no key, because links are bound to the latest possible end
 * from the start: see decision 019.
 */
final class ExpiryExtension {
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final Links links;
    private final Audit audit;
    private final InstantSource clock;

    ExpiryExtension(
            Database database, TransferStore transfers, RecipientStore recipients, Links links, Audit audit,
            InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.links = links;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Fails with {@code NOT_FOUND} for a transfer that this viewer may not change, and with {@code CONFLICT}: {@code
     * transfer-gone}, {@code not-later} when it ends no earlier already, or {@code beyond-maximum}.
     */
    Future<Void> extend(Viewer viewer, UUID id, Instant until) {
        return database.inTransaction(tx -> LockedTransfer.lock(tx, transfers, recipients, viewer, id)
                .compose(locked -> links.latestEnd(tx, id)
                        .compose(latest -> extend(tx, viewer, locked, until, latest))));
    }

    private Future<Void> extend(SqlClient tx, Viewer viewer, LockedTransfer locked, Instant until, Instant latest) {
        var transfer = locked.stored().transfer();
        if (!until.isAfter(transfer.expiresAt())) {
            return Future.failedFuture(Failure
                    .of(Failure.Kind.CONFLICT, "not-later", "The transfer lives as long as that already.")
                    .with("expiresAt", transfer.expiresAt().toString()));
        }
        if (until.isAfter(latest)) {
            return Future.failedFuture(Failure
                    .of(Failure.Kind.CONFLICT, "beyond-maximum", "The transfer cannot live as long as that.")
                    .with("latestEnd", latest.toString()));
        }
        return transfers.extend(tx, transfer.id(), until).compose(done -> transfers.addEvent(
                tx, TransferEvent.of(transfer.id(), "extended", clock.instant()).by(Optional.of(viewer.id()))))
                .compose(done -> audit.record(
                        tx, AuditEntry.done(viewer.actor(), Action.TRANSFER_EXTENDED,
                                Subject.transfer(transfer.id()))));
    }
}
