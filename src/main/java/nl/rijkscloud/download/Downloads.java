package nl.rijkscloud.download;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.DocumentStore;
import nl.rijkscloud.transfer.Event;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;

/**
 * Records what each recipient has seen and has. A document has been downloaded when all its bytes were handed over to one session of a person who is
 * signed in or gave the code, in one response or in several that leave no gap, and the last of them ended as it should. Each first time is recorded
 * once, in one transaction under the lock of the transfer's row, so that of two documents that end at the same moment one sees that all have been
 * downloaded. Safe for use from any thread.
 *
 * <p>The audit log has every time, and whose it was.
 */
public final class Downloads {
    private final DownloadStore store = new DownloadStore();
    private final Database database;
    private final TransferStore transfers;
    private final DocumentStore documents;
    private final RecipientStore recipients;
    private final Audit audit;
    private final InstantSource clock;
    private final Set<Future<Void>> running = ConcurrentHashMap.newKeySet();

    public Downloads(
            Database database, TransferStore transfers, DocumentStore documents, RecipientStore recipients, Audit audit, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.documents = documents;
        this.recipients = recipients;
        this.audit = audit;
        this.clock = clock;
    }

    /** A recipient looks at the message; the first time of each is an event. */
    public Future<Void> opened(Grant grant) {
        var opened = AuditEntry.done(grant.actor(), Action.TRANSFER_OPENED, Subject.recipient(grant.transfer(), recipient(grant)));
        return database.inTransaction(tx -> recipients.opened(tx, recipient(grant), clock.instant())
                .compose(first -> first
                        ? transfers.opened(tx, grant.transfer(), clock.instant()).compose(done -> transfers.event(tx, event(grant, "opened")))
                        : Future.succeededFuture())
                .compose(done -> audit.tally(tx, opened)));
    }

    /**
     * Keeps a response in mind from its start until it has been counted, so that {@link #settled} waits for it.
     *
     * @param response from handing over to counting
     * @return the same, done
     */
    public Future<Void> follow(Supplier<Future<Void>> response) {
        var counted = Promise.<Void>promise();
        running.add(counted.future());
        response.get().onComplete(counted);
        return counted.future().onComplete(done -> running.remove(counted.future()));
    }

    /** Completes when all responses that run now have been counted. To be asked before the database is closed. */
    public Future<Void> settled() {
        return Future.join(List.copyOf(running)).<Void>mapEmpty().otherwiseEmpty();
    }

    /**
     * Counts what was handed over. Of a response that broke off, the other side may have less than we gave away, so that only moves the mark up to
     * which it can go on; documents count when a later response goes on from there and ends as it should. Nothing happens for a transfer that has
     * been destroyed meanwhile.
     */
    public Future<Void> handedOver(Grant grant, Outgoing content, Sent sent) {
        var coverage = content.coverage(sent.range());
        if (coverage.isEmpty()) {
            return Future.succeededFuture();
        }
        return database.inTransaction(tx -> transfers.lock(tx, grant.transfer()).compose(held -> {
            if (held.isEmpty() || held.get().transfer().state() != Transfer.State.DELIVERED) {
                return Future.succeededFuture();
            }
            var entries = new ArrayList<AuditEntry>();
            return Loop.forEach(coverage, part -> count(tx, grant, part, sent.complete()).onSuccess(has -> {
                if (has) {
                    entries.add(entry(grant, part.document()));
                }
            })).compose(counted -> entries.isEmpty()
                    ? Future.succeededFuture()
                    : allDownloaded(tx, grant).compose(done -> audit.tally(tx, entries)));
        }));
    }

    /** @return whether the session has all of the document */
    private Future<Boolean> count(SqlClient tx, Grant grant, Outgoing.Coverage part, boolean complete) {
        if (complete && part.range().covers(part.length())) {
            return downloaded(tx, grant, part.document());
        }
        return store.advance(tx, grant.session().id(), part.document(), part.range()).compose(received ->
                complete && received == part.length() ? downloaded(tx, grant, part.document()) : Future.succeededFuture(false));
    }

    private Future<Boolean> downloaded(SqlClient tx, Grant grant, UUID document) {
        var now = clock.instant();
        return recipients.received(tx, recipient(grant), document, now).compose(first -> first
                ? documents.downloaded(tx, document, now)
                        .compose(done -> transfers.event(tx, event(grant, "document-downloaded").about(document)))
                : Future.succeededFuture()).map(true);
    }

    private static AuditEntry entry(Grant grant, UUID document) {
        return AuditEntry.done(grant.actor(), Action.DOCUMENT_DOWNLOADED, Subject.document(grant.transfer(), document));
    }

    private Future<Void> allDownloaded(SqlClient tx, Grant grant) {
        var now = clock.instant();
        return recipients.receivedAll(tx, recipient(grant), now).compose(first -> first
                ? transfers.allDownloaded(tx, grant.transfer(), now)
                        .compose(done -> transfers.event(tx, event(grant, "all-downloaded")))
                : Future.succeededFuture());
    }

    private Event event(Grant grant, String kind) {
        return Event.of(grant.transfer(), kind, clock.instant()).by(grant.staff()).of(grant.recipient());
    }

    private static UUID recipient(Grant grant) {
        return grant.recipient().orElseThrow();
    }
}
