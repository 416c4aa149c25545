package nl.rijkscloud.download;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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
import nl.rijkscloud.stream.DownloadContent;
import nl.rijkscloud.stream.HandoverProgress;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.TransferStore;

/**
 * Records what each recipient has seen and has. Before the first byte of a document goes to a session, the audit log has a line. A document has been
 * downloaded when all its bytes were handed over to one recipient, a person who is signed in or gave the code: in one response or in many, in whatever
 * order, over any number of sessions and servers.
 *
 * <p>While a response goes out, a pass writes down every second how far the running ones have come, so that a crash costs a second: then a document may
 * count later than it should, never earlier. The end of a response is written down by itself, also when it was cut. Safe for use from any thread.
 */
public final class Downloads {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Set<Future<Void>> running = ConcurrentHashMap.newKeySet();
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final Audit audit;
    private final InstantSource clock;
    private final DownloadRecorder recorder;
    private final UnrecordedDownloads unrecorded;
    private final DownloadProgress progress;

    public Downloads(
            Database database, TransferStore transfers, DocumentStore documents, RecipientStore recipients, Audit audit, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.audit = audit;
        this.clock = clock;
        recorder = new DownloadRecorder(database, transfers, documents, recipients, audit, clock);
        unrecorded = new UnrecordedDownloads(recorder);
        progress = new DownloadProgress(recorder, unrecorded);
    }

    /** Writes progress down from now on, until {@link #settled}. */
    public void keepProgress(Vertx vertx, MeterRegistry metrics) {
        progress.duty().bindTo(metrics);
        progress.duty().every(vertx, INTERVAL);
    }

    /** Writes it down now, as the pass of every second does. */
    Future<Void> keepProgress() {
        return progress.duty().run();
    }

    /** A recipient looks at the message; the first time of each is an event. */
    public Future<Void> opened(Grant grant) {
        var taker = DownloadRecipient.of(grant);
        var opened = AuditEntry.done(grant.actor(), Action.TRANSFER_OPENED, Subject.recipient(grant.transfer(), taker.recipient()));
        return database.inTransaction(tx -> recipients.markOpened(tx, taker.recipient(), clock.instant())
                .compose(first -> first
                        ? transfers.markOpened(tx, grant.transfer(), clock.instant())
                                .compose(done -> transfers.addEvent(tx, taker.event("opened", clock.instant())))
                        : Future.succeededFuture())
                .compose(done -> audit.tally(tx, opened)));
    }

    /**
     * Writes down, durably, that a session begins with the documents in a range. To be awaited before a byte of them goes out.
     *
     * @return the range to answer with: the one that was asked for, or the whole
     */
    public Future<ByteRange> begin(Grant grant, DownloadContent content, ByteRange range) {
        return recorder.answerable(grant, content, range).compose(answered -> recorder
                .begin(grant, content.coverage(answered).stream().map(DownloadContent.Coverage::document).toList())
                .map(answered));
    }

    /**
     * Runs a response and writes down what was handed over; {@link #settled} waits for that. Trouble in writing down is no trouble of the response.
     *
     * @param response gets what to tell up to which byte of the whole the operating system has taken all
     * @return fails only with what the response failed with
     */
    public Future<Void> handOver(Grant grant, DownloadContent content, ByteRange range, Function<LongConsumer, Future<HandoverProgress>> response) {
        var handover = new RunningResponse(DownloadRecipient.of(grant), content, range.start());
        var counted = Promise.<Void>promise();
        running.add(counted.future());
        progress.enter(handover);
        response.apply(handover::reached).onComplete(sent -> progress.leave(handover)
                .eventually(() -> count(handover.taker(), sent.succeeded() ? handover.rest(sent.result()) : handover.rest()))
                .onComplete(done -> {
                    running.remove(counted.future());
                    counted.handle(sent.mapEmpty());
                }));
        return counted.future();
    }

    /** Counts what was handed over in a response. Never fails: what cannot be written down now is tried again. */
    public Future<Void> handedOver(Grant grant, DownloadContent content, HandoverProgress sent) {
        return count(DownloadRecipient.of(grant), content.coverage(sent));
    }

    private Future<Void> count(DownloadRecipient taker, List<DownloadContent.Coverage> parts) {
        return recorder.record(taker, parts).recover(failure -> unrecorded.add(taker, parts, failure));
    }

    /** Completes when all responses that run now have been counted. To be asked before the database is closed. */
    public Future<Void> settled() {
        return Future.join(List.copyOf(running)).<Void>mapEmpty()
                .eventually(progress.duty()::stop)
                .eventually(unrecorded::retry)
                .otherwiseEmpty();
    }

    /** Forgets what was handed out of transfers that are no more. */
    public Future<Void> clear() {
        return recorder.clear();
    }
}
