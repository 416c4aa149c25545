package nl.rijkscloud.transfer;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is being uploaded and downloaded in this process, so that a transfer that ends takes it along. The database says which have ended; this only
 * knows whom to tell. Safe for use from any thread.
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

        /** It is over, in whatever way. */
        public void leave() {
            entries.remove(this);
        }
    }

    /** @param cut called on any thread when the transfer has ended, perhaps more than once; it must never look like a good end */
    public Entry enter(UUID transfer, Runnable cut) {
        var entry = new Entry(transfer, cut);
        entries.add(entry);
        return entry;
    }

    /** The transfers of which something is running. */
    public List<UUID> transfers() {
        return entries.stream().map(entry -> entry.transfer).distinct().toList();
    }

    /** How many requests move bytes now. */
    public int size() {
        return entries.size();
    }

    public void cut(UUID transfer) {
        entries.stream().filter(entry -> entry.transfer.equals(transfer)).forEach(entry -> entry.cut.run());
    }
}
