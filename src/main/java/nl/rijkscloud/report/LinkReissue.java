package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.LinkService;
import nl.rijkscloud.link.ReissueKey;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.transfer.Delivery;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore;

/**
 * Sends a recipient a fresh link when the first one was lost. The sender presents the report link once more, because only with its secret can the
 * server open the key again. The old link dies, and the new one lives no longer than the old one would have. Safe for use from any thread.
 */
public final class LinkReissue {
    static final int MOST_PER_DAY = 3;

    private static final Duration DAY = Duration.ofDays(1);
    private static final String EVENT = "reissued";

    private final ReportStore store = new ReportStore();
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final LinkService linkService;
    private final Delivery delivery;
    private final Outbox outbox;
    private final Audit audit;
    private final InstantSource clock;

    public LinkReissue(
            Database database, TransferStore transfers, RecipientStore recipients, LinkService linkService, Delivery delivery, Outbox outbox,
            Audit audit, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.linkService = linkService;
        this.delivery = delivery;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Fails with {@code NOT_FOUND} for a link that does not work or a recipient of another transfer, {@code CONFLICT} {@code not-delivered} while there
     * is nothing to collect, and {@code TOO_MANY} after {@value #MOST_PER_DAY} in a day; nothing has changed then.
     *
     * @param by who has the session in which it is asked
     * @param link and {@code secret}: the two parts of the report link, as they stand in the address
     * @param recipient to whom; nothing for the first, mostly the only one
     */
    public Future<Void> reissue(Actor by, String link, String secret, Optional<UUID> recipient) {
        return linkService.reissueKey(link, secret)
                .compose(key -> database.inTransaction(tx -> reissue(tx, key, recipient).compose(to -> audit.record(
                        tx, AuditEntry.done(by, Action.LINK_REISSUED, Subject.recipient(to.transfer(), to.id()))))))
                .recover(failure -> failure instanceof Failure expected
                        ? audit.refused(AuditEntry.refused(by, Action.LINK_REISSUED, why(expected), Subject.NONE), failure)
                        : Future.failedFuture(failure))
                .onSuccess(done -> Stream.of(OutboundMessage.Channel.values()).forEach(outbox::wake));
    }

    private Future<Recipient> reissue(SqlClient tx, ReissueKey opened, Optional<UUID> wanted) {
        var id = opened.key().transfer();
        var now = clock.instant();
        return transfers.lock(tx, id).compose(found -> {
            var stored = found.orElseThrow(Failure::notFound);
            if (stored.transfer().state() != Transfer.State.DELIVERED) {
                return Future.failedFuture(notDelivered());
            }
            return store.count(tx, id, EVENT, now.minus(DAY)).compose(done -> done < MOST_PER_DAY
                    ? recipients.ofTransfer(tx, id).compose(all -> send(tx, stored, meant(all, wanted), opened))
                    : Future.failedFuture(tooMany()));
        });
    }

    static Result why(Failure failure) {
        return switch (failure.kind()) {
            case TOO_MANY -> Result.TOO_MANY;
            case CONFLICT -> Result.NOT_DELIVERED;
            default -> Result.UNUSABLE_LINK;
        };
    }

    private static Recipient meant(List<Recipient> all, Optional<UUID> wanted) {
        return all.stream()
                .filter(recipient -> wanted.isEmpty() || wanted.get().equals(recipient.id()))
                .findFirst()
                .orElseThrow(Failure::notFound);
    }

    private Future<Recipient> send(SqlClient tx, TransferStore.Stored stored, Recipient to, ReissueKey opened) {
        var count = stored.transfer().documentCount();
        return delivery.offerAgain(tx, stored.transfer(), to, count, opened.share(), opened.key())
                .compose(done -> transfers.event(tx, TransferEvent.of(to.transfer(), EVENT, clock.instant()).of(Optional.of(to.id()))))
                .map(to);
    }

    static Failure notDelivered() {
        return Failure.of(Failure.Kind.CONFLICT, "not-delivered", "There is nothing to collect in this transfer.");
    }

    private static Failure tooMany() {
        return Failure.of(Failure.Kind.TOO_MANY, "too-many-requests", "This has been done too often today.")
                .with("retryAfter", DAY.toSeconds());
    }
}
