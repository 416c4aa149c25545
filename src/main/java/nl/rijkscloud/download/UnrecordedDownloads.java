package nl.rijkscloud.download;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import nl.rijkscloud.db.DatabaseAway;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.stream.DownloadContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what was handed over while the database was away, and records it when the database is back. Entries that are
 * left when the process ends are lost; the document then counts when it is downloaded again. The size is limited.
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

    /** Records entries until one fails; that one and those behind it keep waiting. */
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
        if (size + entry.parts().size() > MAX_PARTS) {
            return false;
        }
        size += entry.parts().size();
        return entries.add(entry);
    }

    private synchronized Entry take() {
        var entry = entries.poll();
        if (entry != null) {
            size -= entry.parts().size();
        }
        return entry;
    }
}
