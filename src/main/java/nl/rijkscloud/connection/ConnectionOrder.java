package nl.rijkscloud.connection;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.kernel.Source.Network;

/**
 * The open connections in the order in which they are closed for others: first those that never had an answer, oldest
 * first, and then those that had one, the longest ago first. Kept for all of them and for each network, so that a flood
 * of newcomers never makes the server search through all connections. Not safe for use from several threads.
 */
final class ConnectionOrder {
    private final int perSource;
    private final int most;
    private final Queue all = new Queue();
    private final Map<String, Queue> networks = new HashMap<>();

    /**
     * @param perSource the number of connections that one source may have
     * @param most the number that there may be in all
     */
    ConnectionOrder(int perSource, int most) {
        this.perSource = perSource;
        this.most = most;
    }

    void add(ClientConnection connection) {
        all.unserved.add(connection);
        for (var network : connection.networks()) {
            networks.computeIfAbsent(network.subject(), subject -> new Queue()).unserved.add(connection);
        }
    }

    /** Puts a connection at the end of those that had an answer; ignores one that has been removed. */
    void moveBehindServed(ClientConnection connection) {
        if (all.moveBehindServed(connection)) {
            connection.networks().forEach(network -> queue(network).moveBehindServed(connection));
        }
    }

    void remove(ClientConnection connection) {
        if (all.remove(connection)) {
            for (var network : connection.networks()) {
                networks.computeIfPresent(network.subject(),
                        (subject, queue) -> queue.remove(connection) && queue.size() == 0 ? null : queue);
            }
        }
    }

    /** Returns the smallest network of this source that has as many connections as it may. */
    Optional<Network> findFullNetwork(Source source) {
        return source.networks().stream()
                .filter(network -> queue(network).size() >= network.allowance(perSource, most)).findFirst();
    }

    boolean isFull() {
        return all.size() >= most;
    }

    Optional<ClientConnection> first(Predicate<ClientConnection> condition) {
        return all.stream().filter(condition).findFirst();
    }

    Optional<ClientConnection> firstIn(Network network, Predicate<ClientConnection> condition) {
        return queue(network).stream().filter(condition).findFirst();
    }

    List<ClientConnection> list() {
        return all.stream().toList();
    }

    private Queue queue(Network network) {
        return networks.getOrDefault(network.subject(), Queue.EMPTY);
    }

    private static final class Queue {
        private static final Queue EMPTY = new Queue();

        private final SequencedSet<ClientConnection> unserved = new LinkedHashSet<>();
        private final SequencedSet<ClientConnection> served = new LinkedHashSet<>();

        private boolean moveBehindServed(ClientConnection connection) {
            if (!unserved.remove(connection) && !served.contains(connection)) {
                return false;
            }
            served.addLast(connection);
            return true;
        }

        private boolean remove(ClientConnection connection) {
            return unserved.remove(connection) || served.remove(connection);
        }

        private int size() {
            return unserved.size() + served.size();
        }

        private Stream<ClientConnection> stream() {
            return Stream.concat(unserved.stream(), served.stream());
        }
    }
}
