package nl.rijkscloud.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.stream.IntStream;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.kernel.Source.Network;
import org.junit.jupiter.api.Test;

final class NetworkCountsTest {
    private static final int PER_SOURCE = 10;

    @Test
    void networkNeverGetsMoreThanItsShare() {
        assertThat(added(new NetworkCounts(PER_SOURCE, 1000), 0)).as("one source").isEqualTo(PER_SOURCE);
        assertThat(added(new NetworkCounts(PER_SOURCE, 1000), 1)).as("sources of one /56").isEqualTo(2 * PER_SOURCE);
        assertThat(added(new NetworkCounts(PER_SOURCE, 1000), 256)).as("sources of one /48").isEqualTo(4 * PER_SOURCE);
        assertThat(added(new NetworkCounts(PER_SOURCE, 40), 256)).as("three quarters of all").isEqualTo(30);
    }

    @Test
    void closedConnectionsMakeRoomAndTakeNoMemory() {
        var counts = new NetworkCounts(1, 1000);
        var source = Source.of(InetAddress.ofLiteral("2001:db8::1"));
        assertThat(counts.addIfFits(source)).isTrue();
        assertThat(counts.addIfFits(source)).isFalse();
        assertThat(counts.full(source)).map(Network::subject).contains(source.subject());

        counts.remove(source);
        assertThat(counts.isEmpty()).isTrue();
        assertThat(counts.addIfFits(source)).isTrue();
    }

    /**
     * Returns the number of connections that find room, out of a hundred.
     *
     * @param step from one /64 to the next
     */
    private static long added(NetworkCounts counts, int step) {
        return IntStream.range(0, 100)
                .mapToObj(i -> Source.of(InetAddress.ofLiteral("2001:db8:1:" + Integer.toHexString(i * step) + "::1")))
                .filter(counts::addIfFits).count();
    }
}
