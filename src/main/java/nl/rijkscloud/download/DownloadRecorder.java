package nl.rijkscloud.download;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.RecentRows;
import nl.rijkscloud.stream.DownloadContent;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;

/**
 * Records that a session begins with documents, the bytes of them that its recipient was handed, and that a document is
 * whole. The first time that a recipient has a whole document is recorded once, under the lock of the transfer's row:
 * when two documents become whole at the same moment, one of the two transactions sees that all have been downloaded.
 */
final class DownloadRecorder {
    /** Limit on the separate ranges that are stored of one document; an honest client leaves some dozens. */
    static final int MAX_RANGES = 1000;

    private record Asked(ByteBuffer session, UUID recipient, List<UUID> documents) {}

    private record Begun(Asked asked, DownloadStore.State state) {
        boolean isOneAndKnown() {
            return asked.documents().size() == 1 && state.begun().containsAll(asked.documents())
                    && state.ranges() < MAX_RANGES;
        }

        List<Object> touches() {
            return List.of(asked.session(), asked.recipient());
        }
    }

    private final DownloadStore store = new DownloadStore();
    private final Database database;
    private final TransferStore transfers;
    private final DocumentStore documents;
    private final RecipientStore recipients;
    private final Audit audit;
    private final Optional<Duration> keptAfter;
    private final InstantSource clock;
    private final RecentRows.Kind<Asked, Begun> recent;

    /** @param keptAfter the life of a transfer once all is downloaded, if that is shorter */
    DownloadRecorder(
            Database database, TransferStore transfers, DocumentStore documents, RecipientStore recipients, Audit audit,
            Optional<Duration> keptAfter, InstantSource clock, RecentRows recent) {
        this.database = database;
        this.transfers = transfers;
        this.documents = documents;
        this.recipients = recipients;
        this.audit = audit;
        this.keptAfter = keptAfter;
        this.clock = clock;
        this.recent = recent.kind("rijkscloud.downloads", Begun::touches);
    }

    /**
     * Writes a line for each document in a range that the session has not begun with yet. Fails with {@code NOT_FOUND}
     * when the session has ended.
     *
     * @return the range itself, or the whole file if these documents have too many separate ranges already: a server
     *     may ignore a range
     */
    Future<ByteRange> begin(Grant grant, DownloadContent content, ByteRange range) {
        var whole = ByteRange.whole(content.length());
        return findState(grant, content, range)
                .compose(state -> state.ranges() < MAX_RANGES || range.covers(content.length())
                        ? writeBegun(grant, content, range, state)
                        : findState(grant, content, whole).compose(all -> writeBegun(grant, content, whole, all)));
    }

    private Future<DownloadStore.State> findState(Grant grant, DownloadContent content, ByteRange range) {
        var session = grant.session().id();
        var asked = new Asked(
                ByteBuffer.wrap(session), DownloadRecipient.of(grant).id(), ids(content.coverage(range)));
        return recent.find(asked,
                        () -> store.findState(database.client(), session, asked.recipient(), asked.documents())
                                .map(state -> Optional.of(new Begun(asked, state))), Begun::isOneAndKnown)
                .map(found -> found.orElseThrow().state());
    }

    private Future<ByteRange> writeBegun(
            Grant grant, DownloadContent content, ByteRange range, DownloadStore.State state) {
        var missing = missing(ids(content.coverage(range)), state.begun());
        return missing.isEmpty()
                ? Future.succeededFuture(range)
                : database.inTransaction(tx -> begin(tx, grant, missing)).map(range);
    }

    private Future<Void> begin(SqlClient tx, Grant grant, List<UUID> wanted) {
        var recipient = DownloadRecipient.of(grant);
        return store.begin(tx, grant.session().id(), wanted)
                .compose(fresh -> fresh.isEmpty() ? requireSession(tx, grant) : Future.succeededFuture(fresh))
                .compose(fresh -> audit.record(tx, fresh.stream()
                        .map(id -> recipient.auditEntry(Action.DOCUMENT_DOWNLOAD_BEGUN, id))
                        .toList()));
    }

    private Future<List<UUID>> requireSession(SqlClient tx, Grant grant) {
        return store.sessionExists(tx, grant.session().id()).compose(exists -> exists
                ? Future.succeededFuture(List.of())
                : Future.failedFuture(Failure.notFound()));
    }

    /**
     * Adds handed-over ranges, and counts documents that become whole. Does nothing for a transfer that has ended
     * meanwhile.
     */
    Future<Void> record(DownloadRecipient recipient, List<DownloadContent.Coverage> parts) {
        if (parts.isEmpty()) {
            return Future.succeededFuture();
        }
        return database.inTransaction(tx -> transfers.lock(tx, recipient.transfer()).compose(held -> {
            if (held.isEmpty() || held.get().transfer().state() != Transfer.State.DELIVERED) {
                return Future.succeededFuture();
            }
            var whole = ids(parts.stream().filter(DownloadContent.Coverage::isWhole).toList());
            return add(tx, partsOf(recipient, parts))
                    .compose(added -> store.takeComplete(tx, recipient.id(), parts, whole))
                    .compose(complete -> count(tx, recipient, union(whole, complete)));
        }));
    }

    /** Adds handed-over ranges. A document that becomes whole counts with the next call of {@link #record} for it. */
    Future<Void> add(List<DownloadStore.Part> parts) {
        return add(database.client(), parts);
    }

    Future<Void> clear() {
        return store.clear(database.client());
    }

    static List<DownloadStore.Part> partsOf(DownloadRecipient recipient, List<DownloadContent.Coverage> parts) {
        return parts.stream().filter(DownloadContent.Coverage::isPiece)
                .map(part -> new DownloadStore.Part(recipient.id(), part.document(), part.range()))
                .toList();
    }

    private Future<Void> add(SqlClient db, List<DownloadStore.Part> parts) {
        return parts.isEmpty() ? Future.succeededFuture() : store.add(db, parts);
    }

    private Future<Void> count(SqlClient tx, DownloadRecipient recipient, List<UUID> whole) {
        return whole.isEmpty() ? Future.succeededFuture() : Loop.forEach(whole, id -> markDownloaded(tx, recipient, id))
                .compose(done -> markAllDownloaded(tx, recipient))
                .compose(done -> audit.tally(tx, whole.stream()
                        .map(id -> recipient.auditEntry(Action.DOCUMENT_DOWNLOADED, id))
                        .toList()));
    }

    private Future<Void> markDownloaded(SqlClient tx, DownloadRecipient recipient, UUID document) {
        var now = clock.instant();
        return recipients.markReceived(tx, recipient.id(), document, now).compose(first -> first
                ? documents.markDownloaded(tx, document, now)
                        .compose(done ->
                                transfers.addEvent(tx, recipient.event("document-downloaded", now).about(document)))
                : Future.succeededFuture());
    }

    private Future<Void> markAllDownloaded(SqlClient tx, DownloadRecipient recipient) {
        var now = clock.instant();
        return recipients.markReceivedAll(tx, recipient.id(), now).compose(first -> first
                ? transfers.markAllDownloaded(tx, recipient.transfer(), now)
                        .compose(last -> last
                                ? keptAfter.map(term -> transfers.shorten(tx, recipient.transfer(), now.plus(term)))
                                        .orElse(Future.succeededFuture())
                                : Future.succeededFuture())
                        .compose(done -> transfers.addEvent(tx, recipient.event("all-downloaded", now)))
                : Future.succeededFuture());
    }

    private static List<UUID> ids(List<DownloadContent.Coverage> parts) {
        return parts.stream().map(DownloadContent.Coverage::document).toList();
    }

    private static List<UUID> missing(List<UUID> wanted, Set<UUID> begun) {
        return wanted.stream().filter(id -> !begun.contains(id)).toList();
    }

    private static List<UUID> union(List<UUID> whole, List<UUID> complete) {
        return Stream.concat(whole.stream(), complete.stream()).distinct().toList();
    }
}
