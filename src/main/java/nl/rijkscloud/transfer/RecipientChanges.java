package nl.rijkscloud.transfer;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.otp.RecipientCodes;
import nl.rijkscloud.phone.PhoneNumber;

/**
 * What staff change for an outsider who receives: it takes no key, so no link of theirs. Whether they may has been decided before. Safe for use from
 * any thread.
 */
public final class RecipientChanges {
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final RecipientCodes codes;
    private final Sessions sessions;
    private final Throttle throttle;
    private final Limits limits;
    private final InstantSource clock;

    public RecipientChanges(
            Database database, TransferStore transfers, RecipientStore recipients, RecipientCodes codes, Sessions sessions, Throttle throttle,
            Limits limits, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.codes = codes;
        this.sessions = sessions;
        this.throttle = throttle;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Corrects the number: what the old phone got opens nothing any more, and the next code that is asked for goes to the new one. Fails with
     * {@code NOT_FOUND} for whoever is no outsider of this transfer, and {@code TOO_MANY} after a few in a day.
     */
    public Future<Void> number(UUID transfer, UUID recipient, PhoneNumber mobile, UUID staff) {
        return change(transfer, recipient, staff, "number-changed", (tx, to) -> throttle.count(tx, List.of(limits.correctionsOf(transfer)))
                .compose(done -> codes.unlock(tx, to.id()))
                .compose(done -> recipients.number(tx, to.id(), mobile))
                .compose(done -> sessions.askCodeAgain(tx, to.id())));
    }

    /** Lets a recipient who gave too many wrong codes ask for another. Fails with {@code NOT_FOUND} like {@link #number}. */
    public Future<Void> unlock(UUID transfer, UUID recipient, UUID staff) {
        return change(transfer, recipient, staff, "unlocked", (tx, to) -> codes.unlock(tx, to.id()));
    }

    private Future<Void> change(
            UUID transfer, UUID recipient, UUID staff, String event, BiFunction<SqlClient, Recipient, Future<Void>> change) {
        return database.inTransaction(tx -> transfers.lock(tx, transfer)
                .map(found -> found.filter(stored -> !stored.transfer().state().isGone()).orElseThrow(Failure::notFound))
                .compose(stored -> recipients.find(tx, recipient))
                .map(found -> found.filter(to -> to.transfer().equals(transfer) && to.isOutsider()).orElseThrow(Failure::notFound))
                .compose(to -> change.apply(tx, to))
                .compose(done -> transfers.event(
                        tx, Event.of(transfer, event, clock.instant()).by(Optional.of(staff)).of(Optional.of(recipient)))));
    }
}
