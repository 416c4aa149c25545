package nl.rijkscloud.download;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import nl.rijkscloud.db.DatabaseAway;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.stream.DownloadContent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds bytes that were handed over until the next pass records them: those of responses that ended inside documents,
 * and those that could not be recorded because the database was away. Entries that are left when the process ends are
 * lost; the document then counts when it is downloaded again. The size is limited.
 */
final class UnrecordedDownloads {
    private static final Logger LOG = LoggerFactory.getLogger(UnrecordedDownloads.class);

    /** Limit on the documents of all entries together; each takes some hundred bytes. */
    private static final int MAX_PARTS = 10_000;

    private record Entry(DownloadRecipient recipient, List<DownloadContent.Coverage> parts) {}

    private final Queue<Entry> entries = new ArrayDeque<>();
    private final DownloadRecorder recorder;
    private int size;

    UnrecordedDownloads(DownloadRecorder recorder) {
        this.recorder = recorder;
    }

    /** Keeps the parts if the database is away, and logs any other failure. Never fails. */
    Future<Void> add(DownloadRecipient recipient, List<DownloadContent.Coverage> parts, Throwable failure) {
        if (failure instanceof DatabaseAway && keep(new Entry(recipient, parts))) {
            LOG.warn("A download is counted later: {}", failure.getMessage());
        } else {
            LOG.error("A download was not counted", failure);
        }
        return Future.succeededFuture();
    }

    /**
     * Keeps the ranges of a response that ended inside documents, for the next pass. Returns false if there is no room.
     */
    boolean postpone(DownloadRecipient recipient, List<DownloadContent.Coverage> parts) {
        return keep(new Entry(recipient, parts));
    }

    /**
     * Records entries, those of a recipient together, until it fails; they and those of others keep waiting then.
     */
    Future<Void> retry() {
        return Loop.whileTrue(() -> {
            var entry = take();
            return entry == null
                    ? Future.succeededFuture(false)
                    : recorder.record(entry.recipient(), entry.parts()).map(true)
                            .recover(failure -> add(entry.recipient(), entry.parts(), failure).map(false));
        });
    }

    private synchronized boolean keep(Entry entry) {
        if (entry.parts().isEmpty()) {
            return true; // such a response has nothing to count; take() would find its entry for ever
        }
        if (size + entry.parts().size() > MAX_PARTS) {
            return false;
        }
        size += entry.parts().size();
        return entries.add(entry);
    }

    private synchronized @Nullable Entry take() {
        var first = entries.peek();
        if (first == null) {
            return null;
        }
        var parts = new ArrayList<DownloadContent.Coverage>();
        entries.removeIf(entry -> entry.recipient().equals(first.recipient()) && parts.addAll(entry.parts()));
        size -= parts.size();
        return new Entry(first.recipient(), parts);
    }
}
