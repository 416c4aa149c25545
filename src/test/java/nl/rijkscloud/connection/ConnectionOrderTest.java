package nl.rijkscloud.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.kernel.Source;
import org.junit.jupiter.api.Test;

/** The choice of the connection that is closed for a newcomer, and its cost. */
final class ConnectionOrderTest {
    private static final int PER_SOURCE = 10;
    private static final int MOST = 4000;

    private final ConnectionOrder order = new ConnectionOrder(PER_SOURCE, MOST);

    @Test
    void connectionsWithoutAnAnswerGoFirstAndTheOldestOfThemBeforeAll() {
        var answered = add("192.0.2.1");
        var older = add("192.0.2.2");
        var newer = add("192.0.2.3");
        order.moveBehindServed(answered);

        assertThat(drain()).containsExactly(older, newer, answered);
    }

    @Test
    void eachAnswerPutsAConnectionBehindTheOthers() {
        var first = add("192.0.2.1");
        var second = add("192.0.2.1");
        order.moveBehindServed(first);
        order.moveBehindServed(second);
        order.moveBehindServed(first);

        assertThat(drain()).containsExactly(second, first);
    }

    @Test
    void answerOfARemovedConnectionDoesNotRestoreIt() {
        var removed = add("192.0.2.1");
        order.remove(removed);
        order.moveBehindServed(removed);

        assertThat(order.list()).isEmpty();
    }

    @Test
    void networkIsFullUntilOneOfItsConnectionsIsRemoved() throws UnknownHostException {
        var connections = new ArrayList<ClientConnection>();
        for (int i = 0; i < PER_SOURCE; i++) {
            connections.add(add("192.0.2.1"));
        }
        var network = order.findFullNetwork(source("192.0.2.1")).orElseThrow();
        assertThat(order.firstIn(network, ClientConnection::isQuiet)).contains(connections.getFirst());
        assertThat(order.findFullNetwork(source("192.0.2.9"))).isEmpty();

        order.remove(connections.getLast());

        assertThat(order.findFullNetwork(source("192.0.2.1"))).isEmpty();
    }

    @Test
    void newcomerOfAFloodCostsOneStepAndNoSearch() throws UnknownHostException {
        for (int i = 0; i < MOST; i++) {
            add("10." + i / 250 + "." + i % 250 + ".1");
        }
        assertThat(order.isFull()).isTrue();
        var looks = new AtomicInteger();

        order.first(connection -> looks.incrementAndGet() > 0);

        assertThat(looks).hasValue(1);
    }

    private List<ClientConnection> drain() {
        var gone = new ArrayList<ClientConnection>();
        for (var next = order.first(ClientConnection::isQuiet); next.isPresent();
                next = order.first(ClientConnection::isQuiet)) {
            order.remove(next.get());
            gone.add(next.get());
        }
        return gone;
    }

    private ClientConnection add(String address) {
        try {
            var connection = new ClientConnection(null, new EmbeddedChannel(), source(address), false);
            order.add(connection);
            return connection;
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Source source(String address) throws UnknownHostException {
        return Source.of(InetAddress.getByName(address));
    }
}
