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
 * Sends a recipient of a delivered transfer a new link, in the caller's transaction, for everybody who may ask for one.
 * It revokes the old link; the new one lives no longer than the old one would have. The caller brings the key, because
 * the server has none after delivery. Any thread may call it.
 */
public final class DownloadLinkRenewal {
    private static final Duration DAY = Duration.ofDays(1);

    /** A limit on renewals per day, and the events that count towards it. */
    public enum Allowance {
        /** The sender, with the report link. */
        SENDER(3, List.of("reissued")),
        /** Staff who have opened their own download link. */
        STAFF(20, List.of("reissued", "shared"));

        private final int maxPerDay;
        private final List<String> events;

        Allowance(int maxPerDay, List<String> events) {
            this.maxPerDay = maxPerDay;
            this.events = events;
        }

        public int maxPerDay() {
            return maxPerDay;
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
     * Renews the link of one recipient. Fails as {@link #lockDelivered} does, and with {@code TOO_MANY} when the limit
     * is reached; nothing has changed then. The caller wakes the outbox after the commit.
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
     * Finds a delivered transfer and locks its row. Fails with {@code NOT_FOUND}, and with {@code CONFLICT} {@code
     * not-delivered} while there is nothing to download.
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
                .compose(count -> count < allowance.maxPerDay
                ? Future.succeededFuture()
                : Future.failedFuture(
                        Failure.of(Failure.Kind.TOO_MANY, "too-many-requests", "This has been done too often today.")
                        .with("retryAfter", DAY.toSeconds())));
    }
}
