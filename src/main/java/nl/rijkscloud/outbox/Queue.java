package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import java.time.Duration;
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

/**
 * The outbox as an operator sees it: what waits and what has failed, oldest first, and never what a letter says. Of what has failed nothing can be sent
 * again, because its payload was wiped with the links in it; but a mail that may or may not have arrived can, until it expires. Safe for use from any thread.
 */
public final class Queue {
    public static final int MOST = 100;
    /** A queue of this length or longer is said to be this long. */
    static final int MOST_COUNTED = 10_000;

    /** @param number of letters of one channel that wait, or that failed and nobody has looked at; counted up to {@value #MOST_COUNTED} */
    public record Length(String channel, boolean failed, long number) {}

    /**
     * @param recipient an address, or the end of a phone number; @param reason why it failed, or did the last time
     * @param dueAt when it is tried next
     */
    public record Item(
            UUID id, OutboundMessage.Channel channel, String template, String recipient, Optional<UUID> transfer, String state, int attempts,
            Instant createdAt, Instant dueAt, Instant expiresAt, Optional<String> reason) {}

    /** A transfer that was being checked, or a draft, and whose key was lost. */
    public record LostTransfer(UUID transfer, Instant at) {}

    /**
     * Files that no document needs, as the last comparison of files and rows found them.
     *
     * @param quarantined those that wait to be deleted; @param held those that are too many and wait for a person; @param missing documents without a file
     */
    public record StrayFiles(int quarantined, int held, int missing) {}

    private static final Duration LOST_FOR = Duration.ofDays(30);

    private final QueueStore store = new QueueStore();
    private final Database database;
    private final Outbox outbox;
    private final Audit audit;
    private final InstantSource clock;

    public Queue(Database database, Outbox outbox, Audit audit, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param failed those that failed instead of those that wait; @param createdAt and {@code id}: of the last one of the page before */
    public Future<List<Item>> page(boolean failed, Instant createdAt, UUID id, int limit) {
        return store.page(database.client(), failed, createdAt, id, limit);
    }

    public Future<List<Length>> lengths() {
        return store.lengths(database.client(), MOST_COUNTED);
    }

    /** Those of the last thirty days. */
    public Future<List<LostTransfer>> lostTransfers() {
        return store.lostTransfers(database.client(), clock.instant().minus(LOST_FOR), MOST);
    }

    public Future<StrayFiles> strayFiles() {
        return store.strayFiles(database.client());
    }

    /** Has a waiting letter tried now, or one sent again that may have arrived. Fails with {@code NOT_FOUND}, and {@code CONFLICT} {@code not-waiting}. */
    public Future<Void> retry(UUID id, Actor by) {
        return database.inTransaction(tx -> store.retry(tx, id, clock.instant()).compose(due -> due.isPresent()
                        ? audit.record(tx, AuditEntry.done(by, Action.LETTER_RETRIED, Subject.letter(id))).map(due.get())
                        : store.exists(tx, id).compose(there -> Future.failedFuture(there ? notWaiting() : Failure.notFound()))))
                .onSuccess(outbox::wake)
                .mapEmpty();
    }

    /** Takes a waiting letter out, never to be sent; takes note of a failed one. Fails with {@code NOT_FOUND} when it is neither. */
    public Future<Void> drop(UUID id, Actor by) {
        return database.inTransaction(tx -> store.drop(tx, id, by.id().orElseThrow(), clock.instant()).compose(done -> done
                ? audit.record(tx, AuditEntry.done(by, Action.LETTER_DROPPED, Subject.letter(id)))
                : Future.failedFuture(Failure.notFound())));
    }

    private static Failure notWaiting() {
        return Failure.of(Failure.Kind.CONFLICT, "not-waiting", "This is being sent, or does not wait any more and what it said has been wiped.");
    }
}
