package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.LinkService;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.link.ReissueKey;
import nl.rijkscloud.outbox.Letter;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.transfer.Manifest;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferStore;

/**
 * Sends the contact a fresh link when the first one was lost. The sender presents the report link once more, because only with its secret can the
 * server open the key again. The old link dies, and the new one lives no longer than the old one would have. Safe for use from any thread.
 */
public final class Reissue {
    static final int MOST_PER_DAY = 3;

    private static final Duration DAY = Duration.ofDays(1);
    private static final String EVENT = "reissued";

    private final ReportStore store = new ReportStore();
    private final Database database;
    private final TransferStore transfers;
    private final LinkService linkService;
    private final Links links;
    private final Outbox outbox;
    private final TransferMails mails;
    private final Audit audit;
    private final InstantSource clock;

    public Reissue(
            Database database, TransferStore transfers, LinkService linkService, Links links, Outbox outbox, TransferMails mails,
            Audit audit, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.linkService = linkService;
        this.links = links;
        this.outbox = outbox;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Fails with {@code NOT_FOUND} for a link that does not work, {@code CONFLICT} {@code not-delivered} while there is nothing to collect, and
     * {@code TOO_MANY} after {@value #MOST_PER_DAY} in a day; nothing has changed then.
     *
     * @param by who has the session in which it is asked
     * @param link and {@code secret}: the two parts of the report link, as they stand in the address
     */
    public Future<Void> reissue(Actor by, String link, String secret) {
        return linkService.reissueKey(link, secret)
                .compose(key -> database.inTransaction(tx -> reissue(tx, key).compose(done -> audit.record(
                        tx, AuditEntry.done(by, Action.LINK_REISSUED, Subject.transfer(key.key().transfer()))))))
                .recover(failure -> failure instanceof Failure expected
                        ? audit.refused(AuditEntry.refused(by, Action.LINK_REISSUED, why(expected), Subject.NONE), failure)
                        : Future.failedFuture(failure))
                .onSuccess(done -> outbox.wake(Letter.Channel.MAIL));
    }

    private Future<Void> reissue(SqlClient tx, ReissueKey opened) {
        var id = opened.key().transfer();
        var now = clock.instant();
        return transfers.lock(tx, id).compose(found -> {
            var stored = found.orElseThrow(Failure::notFound);
            if (stored.transfer().state() != Transfer.State.DELIVERED) {
                return Future.failedFuture(notDelivered());
            }
            return store.count(tx, id, EVENT, now.minus(DAY)).compose(done -> done < MOST_PER_DAY
                    ? send(tx, stored, opened)
                    : Future.failedFuture(tooMany()));
        }).compose(done -> transfers.event(tx, id, EVENT, null, null, now));
    }

    private static Result why(Failure failure) {
        return switch (failure.kind()) {
            case TOO_MANY -> Result.TOO_MANY;
            case CONFLICT -> Result.NOT_DELIVERED;
            default -> Result.UNUSABLE_LINK;
        };
    }

    private Future<Void> send(SqlClient tx, TransferStore.Stored stored, ReissueKey opened) {
        var transfer = stored.transfer();
        var count = Manifest.open(opened.key().manifestKey(), stored.manifest()).orElseThrow().delivered().size();
        return links.revoke(tx, transfer.id(), LinkKind.DOWNLOAD)
                .compose(done -> links.issue(tx, LinkKind.DOWNLOAD, opened.share(), opened.key(), transfer.expiresAt()))
                .compose(link -> outbox.add(tx, mails.notification(transfer, link, count)))
                .mapEmpty();
    }

    private static Failure notDelivered() {
        return Failure.of(Failure.Kind.CONFLICT, "not-delivered", "There is nothing to collect in this transfer.");
    }

    private static Failure tooMany() {
        return Failure.of(Failure.Kind.TOO_MANY, "too-many-requests", "This has been done too often today.")
                .with("retryAfter", DAY.toSeconds());
    }
}
