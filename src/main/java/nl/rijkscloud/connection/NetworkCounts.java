package nl.rijkscloud.connection;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.kernel.Source.Network;

/**
 * Counts the present items of each network, in this process. A network without items takes no memory. Safe for use from
 * any thread.
 */
final class NetworkCounts {
    private final int perSource;
    private final int all;
    private final Map<String, Integer> counts = new HashMap<>();

    /**
     * @param perSource how many one source may have
     * @param all how many there may be of everybody
     */
    public NetworkCounts(int perSource, int all) {
        this.perSource = perSource;
        this.all = all;
    }

    /** The smallest network of this source that has as many as it may. */
    public synchronized Optional<Network> full(Source source) {
        return source.networks().stream()
                .filter(network -> counts.getOrDefault(network.subject(), 0) >= network.allowance(perSource, all))
                .findFirst();
    }

    public synchronized void add(Source source) {
        source.networks().forEach(network -> counts.merge(network.subject(), 1, Integer::sum));
    }

    /** False when one of its networks is full; nothing is added then. */
    public synchronized boolean addIfFits(Source source) {
        if (full(source).isPresent()) {
            return false;
        }
        add(source);
        return true;
    }

    public synchronized void remove(Source source) {
        source.networks().forEach(network ->
                counts.computeIfPresent(network.subject(), (subject, count) -> count == 1 ? null : count - 1));
    }

    /** For tests. */
    synchronized boolean isEmpty() {
        return counts.isEmpty();
    }
}
