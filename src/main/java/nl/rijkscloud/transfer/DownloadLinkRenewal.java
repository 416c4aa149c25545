package nl.rijkscloud.transfer;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.LinkService.ReissueKey;

/**
 * The one way to send a recipient of a delivered transfer a fresh link, in the caller's transaction: the old link dies,
 * and the new one lives no longer than the old one would have. The caller brings the key, because the server has none
 * after delivery. Safe for use from any thread.
 */
public final class DownloadLinkRenewal {
    private static final Duration DAY = Duration.ofDays(1);

    /** The events that count towards the limit of the one who asks, and the most that there may be of them in a day. */
    public enum Allowance {
        /** The sender, with the report link. */
        SENDER(3, List.of("reissued")),
        /** Staff who have opened their own download link. */
        STAFF(20, List.of("reissued", "shared"));

        private final int mostPerDay;
        private final List<String> events;

        Allowance(int mostPerDay, List<String> events) {
            this.mostPerDay = mostPerDay;
            this.events = events;
        }

        public int mostPerDay() {
            return mostPerDay;
        }
    }

    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final Delivery delivery;
    private final InstantSource clock;

    public DownloadLinkRenewal(TransferStore transfers, RecipientStore recipients, Delivery delivery,
            InstantSource clock) {
        this.transfers = transfers;
        this.recipients = recipients;
        this.delivery = delivery;
        this.clock = clock;
    }

    /**
     * Fails with {@code NOT_FOUND}, {@code CONFLICT} {@code not-delivered} while there is nothing to collect, and
     * {@code TOO_MANY} when the limit is reached; nothing has changed then. The caller wakes the outbox after the
     * commit.
     *
     * @param by the member of staff who asks
     * @param choose finds the recipient among those of the transfer, or adds one
     */
    public Future<Recipient> renew(
            SqlClient tx, ReissueKey opened, Allowance allowance, String event, Optional<UUID> by,
            Function<List<Recipient>, Future<Recipient>> choose) {
        var id = opened.key().transfer();
        return lockDelivered(tx, id).compose(transfer -> refuseTooMany(tx, id, allowance)
                .compose(done -> recipients.ofTransfer(tx, id))
                .compose(choose)
                .compose(to -> delivery
                        .offerAgain(tx, transfer, to, transfer.documentCount(), opened.share(), opened.key())
                        .compose(done -> transfers.addEvent(tx,
                                TransferEvent.of(id, event, clock.instant()).by(by).of(Optional.of(to.id()))))
                        .map(to)));
    }

    /**
     * The transfer, its row locked. Fails with {@code NOT_FOUND}, and {@code CONFLICT} {@code not-delivered} while
     * there is nothing to collect.
     */
    public Future<Transfer> lockDelivered(SqlClient tx, UUID id) {
        return transfers.lock(tx, id).compose(found -> {
            var transfer = found.orElseThrow(Failure::notFound).transfer();
            return transfer.state() == Transfer.State.DELIVERED
                    ? Future.succeededFuture(transfer)
                    : Future.failedFuture(Failure.of(
                            Failure.Kind.CONFLICT, "not-delivered", "There is nothing to collect in this transfer."));
        });
    }

    private Future<Void> refuseTooMany(SqlClient tx, UUID id, Allowance allowance) {
        return transfers.countEvents(tx, id, allowance.events, clock.instant().minus(DAY))
                .compose(count -> count < allowance.mostPerDay
                ? Future.succeededFuture()
                : Future.failedFuture(
                        Failure.of(Failure.Kind.TOO_MANY, "too-many-requests", "This has been done too often today.")
                        .with("retryAfter", DAY.toSeconds())));
    }
}
