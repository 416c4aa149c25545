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
 * What was handed over while the database was away. It is written down when that is back; what is still here when the process ends is lost, and the
 * document then counts when it is fetched again. Bounded. Safe for use from any thread.
 */
final class UnrecordedDownloads {
    private static final Logger LOG = LoggerFactory.getLogger(UnrecordedDownloads.class);

    /** Documents of all entries together; an entry is some hundred bytes for each. */
    private static final int MOST_PARTS = 10_000;

    private record Entry(DownloadRecipient taker, List<DownloadContent.Coverage> parts) {}

    private final Queue<Entry> entries = new ArrayDeque<>();
    private final DownloadRecorder recorder;
    private int size;

    UnrecordedDownloads(DownloadRecorder recorder) {
        this.recorder = recorder;
    }

    /** Keeps it for later when the failure passes by itself, and logs it otherwise. Never fails. */
    Future<Void> add(DownloadRecipient taker, List<DownloadContent.Coverage> parts, Throwable failure) {
        if (failure instanceof DatabaseAway && keep(new Entry(taker, parts))) {
            LOG.warn("A download is counted later: {}", failure.getMessage());
        } else {
            LOG.error("A download was not counted", failure);
        }
        return Future.succeededFuture();
    }

    /** Writes down what waits, until something fails; that and what is behind it wait on. */
    Future<Void> retry() {
        return Loop.whileTrue(() -> {
            var entry = take();
            return entry == null
                    ? Future.succeededFuture(false)
                    : recorder.record(entry.taker(), entry.parts()).map(true)
                            .recover(failure -> add(entry.taker(), entry.parts(), failure).map(false));
        });
    }

    private synchronized boolean keep(Entry entry) {
        if (size + entry.parts().size() > MOST_PARTS) {
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
