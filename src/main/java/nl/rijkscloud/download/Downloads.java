package nl.rijkscloud.download;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.RecentRows;
import nl.rijkscloud.stream.DownloadContent;
import nl.rijkscloud.stream.HandoverProgress;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.triage.ReadMarks;

/**
 * Records what each recipient has opened and downloaded. Before the first byte of a document goes to a session, the
 * audit log has a line about it. A document has been downloaded when all its bytes were handed to one recipient, who is
 * signed in or has entered the code: in one response or many, in any order, over any number of sessions and servers.
 *
 * <p>Every second, a pass records the progress of running responses, so that a crash loses at most a second: the
 * document may then count later than it should, never earlier. A response that had the first or the last byte of a
 * document is recorded as soon as it ends, also when it was cut; all that ended inside documents, by the next pass, in
 * one transaction for each recipient.
 */
final class Downloads {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Set<Future<Void>> running = ConcurrentHashMap.newKeySet();
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final Audit audit;
    private final ReadMarks marks;
    private final InstantSource clock;
    private final DownloadRecorder recorder;
    private final UnrecordedDownloads unrecorded;
    private final DownloadProgress progress;
    private volatile boolean recording;

    /** @param keptAfter the life of a transfer once all is downloaded, if that is shorter */
    Downloads(
            Database database, TransferStore transfers, DocumentStore documents, RecipientStore recipients, Audit audit,
            ReadMarks marks, Optional<Duration> keptAfter, InstantSource clock, RecentRows recent) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.audit = audit;
        this.marks = marks;
        this.clock = clock;
        recorder = new DownloadRecorder(database, transfers, documents, recipients, audit, keptAfter, clock, recent);
        unrecorded = new UnrecordedDownloads(recorder);
        progress = new DownloadProgress(recorder, unrecorded);
    }

    /** Records progress every second from now on, until {@link #settle}. */
    public void startRecording(Vertx vertx, MeterRegistry metrics) {
        recording = true;
        progress.duty().bindTo(metrics);
        progress.duty().every(vertx, INTERVAL);
    }

    /** Records progress now, as the pass of every second does. */
    Future<Void> recordProgress() {
        return progress.duty().run();
    }

    /** Records that a recipient reads the transfer; the first time of each recipient is an event. */
    public Future<Void> recordOpening(Grant grant, Recipient reader) {
        var opened = AuditEntry.done(grant.actor(), Action.TRANSFER_OPENED,
                Subject.recipient(grant.transfer(), reader.id()));
        return (reader.openedAt().isPresent() ? audit.look(opened) : recordFirst(grant, opened))
                .compose(done -> markRead(grant, reader));
    }

    /** A colleague who opens the link has read it, even if another one was the first. */
    private Future<Void> markRead(Grant grant, Recipient reader) {
        return reader.outsider() ? Future.succeededFuture() : grant.staff()
                .map(staff -> marks.see(staff, grant.transfer())).orElseGet(Future::succeededFuture);
    }

    private Future<Void> recordFirst(Grant grant, AuditEntry opened) {
        var recipient = DownloadRecipient.of(grant);
        return database.inTransaction(tx -> recipients.markOpened(tx, recipient.id(), clock.instant())
                .compose(first -> first
                        ? transfers.markOpened(tx, grant.transfer(), clock.instant())
                                .compose(done -> transfers.addEvent(tx, recipient.event("opened", clock.instant())))
                        : Future.succeededFuture())
                .compose(done -> audit.tally(tx, opened)));
    }

    /**
     * Records durably that a session begins with the documents in a range. Await it before sending a byte of them.
     *
     * @return the range to answer with: the requested one, or the whole file
     */
    Future<ByteRange> begin(Grant grant, DownloadContent content, ByteRange range) {
        return recorder.begin(grant, content, range);
    }

    /**
     * Runs a response and records the bytes handed over; {@link #settle} waits for that. A failure to record does not
     * fail the response.
     *
     * @param response accepts a callback, which gets the position before which the operating system has taken all bytes
     * @return fails only if the response fails
     */
    Future<Void> handOver(
            Grant grant, DownloadContent content, ByteRange range,
            Function<LongConsumer, Future<HandoverProgress>> response) {
        var recorded = Promise.<Void>promise();
        running.add(recorded.future());
        var tracked = progress.enter(DownloadRecipient.of(grant), content, range.start());
        response.apply(tracked::advance).onComplete(sent -> progress.leave(tracked)
                .eventually(() -> record(tracked.recipient(), sent.succeeded()
                        ? tracked.remainder(sent.result())
                        : tracked.remainder()))
                .onComplete(done -> {
                    running.remove(recorded.future());
                    recorded.handle(sent.mapEmpty());
                }));
        return recorded.future();
    }

    /** Records the bytes that a response has handed over. Never fails: a failed attempt is repeated later. */
    public Future<Void> recordHandover(Grant grant, DownloadContent content, HandoverProgress sent) {
        return record(DownloadRecipient.of(grant), content.coverage(sent));
    }

    private Future<Void> record(DownloadRecipient recipient, List<DownloadContent.Coverage> parts) {
        if (recording && parts.stream().allMatch(DownloadContent.Coverage::isInside)
                && unrecorded.postpone(recipient, parts)) {
            return Future.succeededFuture();
        }
        return recorder.record(recipient, parts).recover(failure -> unrecorded.add(recipient, parts, failure));
    }

    /** Completes when all responses that run now have been recorded. Call it before the database is closed. */
    public Future<Void> settle() {
        recording = false;
        return Future.join(List.copyOf(running)).<Void>mapEmpty()
                .eventually(progress.duty()::stop)
                .eventually(unrecorded::retry)
                .otherwiseEmpty();
    }

    /** Deletes the records of transfers that have ended. */
    public Future<Void> clear() {
        return recorder.clear();
    }
}
