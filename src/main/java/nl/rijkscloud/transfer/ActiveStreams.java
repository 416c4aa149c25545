package nl.rijkscloud.transfer;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The uploads and downloads that run in this process, so that they can be aborted when their transfer ends. The
 * database tells which transfers have ended. Any thread may call it.
 */
public final class ActiveStreams {
    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();

    /** One request that moves bytes of a transfer. */
    public final class Entry {
        private final UUID transfer;
        private final Runnable cut;

        private Entry(UUID transfer, Runnable cut) {
            this.transfer = transfer;
            this.cut = cut;
        }

        /** Removes this entry: the request has ended. */
        public void leave() {
            entries.remove(this);
        }
    }

    /**
     * Adds a request.
     *
     * @param cut called on any thread when the transfer has ended, perhaps more than once; it must not look like a
     *     regular end
     */
    public Entry enter(UUID transfer, Runnable cut) {
        var entry = new Entry(transfer, cut);
        entries.add(entry);
        return entry;
    }

    /** The transfers that have running requests. */
    public List<UUID> transfers() {
        return entries.stream().map(entry -> entry.transfer).distinct().toList();
    }

    /** The number of running requests. */
    public int size() {
        return entries.size();
    }

    public void cut(UUID transfer) {
        entries.stream().filter(entry -> entry.transfer.equals(transfer)).forEach(entry -> entry.cut.run());
    }
}
