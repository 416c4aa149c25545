package nl.rijkscloud.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientAddressTest {
    private final ClientAddress behindProxies = new ClientAddress(
            List.of("10.0.0.0/8", "2001:db8:aaaa::/48", "192.0.2.7"));

    /** Header lines are separated by a bar; an empty one is no header. */
    @ParameterizedTest(name = "{3}")
    @CsvSource(nullValues = "-", value = {
        "203.0.113.9, -, 203.0.113.9, without a header it is the peer",
        "203.0.113.9, '198.51.100.1', 203.0.113.9, a stranger's header is not believed",
        "203.0.113.9, '198.51.100.1, 10.0.0.1', 203.0.113.9, nor when it names our proxy",
        "10.0.0.1, -, 10.0.0.1, a proxy without a header is the client",
        "10.0.0.1, '198.51.100.1', 198.51.100.1, what our proxy saw is believed",
        "10.0.0.1, '1.1.1.1, 198.51.100.1', 198.51.100.1, what the client wrote before it is not",
        "10.0.0.1, '10.0.0.5, 198.51.100.1', 198.51.100.1, nor when it looks like our proxy",
        "10.0.0.1, '198.51.100.1, 10.0.0.2, 10.0.0.3', 198.51.100.1, several proxies of ours are passed",
        "10.0.0.1, '1.1.1.1, 198.51.100.1, 192.0.2.7', 198.51.100.1, a proxy may be a single address",
        "10.0.0.1, '198.51.100.1 | 1.1.1.1, 203.0.113.4', 203.0.113.4, the last line counts",
        "10.0.0.1, '198.51.100.1 | 10.0.0.2', 198.51.100.1, lines follow each other",
        "10.0.0.1, '10.0.0.3, 10.0.0.2', 10.0.0.3, with nothing but proxies it is the leftmost",
        "10.0.0.1, '1.1.1.1, unknown', 10.0.0.1, what cannot be read ends at the proxy that wrote it",
        "10.0.0.1, '1.1.1.1, , 10.0.0.2', 10.0.0.2, an empty hop too",
        "10.0.0.1, '198.51.100.1, localhost, 10.0.0.2', 10.0.0.2, a name is not looked up",
        "10.0.0.1, '198.51.100.1:4711', 198.51.100.1, a port is left out",
        "10.0.0.1, '[2001:db8::1]:4711', 2001:db8::1, and behind brackets",
        "10.0.0.1, '[2001:db8::1', 10.0.0.1, half a bracket is nothing",
        "2001:db8:aaaa::9, '2001:db8:bbbb::1', 2001:db8:bbbb::1, IPv6 proxies work",
        "2001:db8:aaab::9, '2001:db8:bbbb::1', 2001:db8:aaab::9, IPv6 neighbours of the block are strangers",
        "::ffff:10.0.0.1, '198.51.100.1', 198.51.100.1, IPv4 in IPv6 clothes is IPv4",
        "11.0.0.1, '198.51.100.1', 11.0.0.1, the block ends where it ends",
    })
    void rightmostHopThatIsNoProxyOfOursIsTheClient(String peer, String header, String client, String why) {
        var lines = header == null ? List.<String>of() : Arrays.stream(header.split("\\|")).map(String::strip).toList();

        assertThat(behindProxies.of(InetAddress.ofLiteral(peer), lines)).isEqualTo(InetAddress.ofLiteral(client));
    }

    @Test
    void withoutProxiesNoHeaderIsBelieved() {
        var direct = new ClientAddress(List.of());

        assertThat(direct.of(InetAddress.ofLiteral("127.0.0.1"), List.of("198.51.100.1")))
                .isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy.example.nl", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129",
            "10.0.0.0/8/8", "[::1]"})
    void nonsenseForAProxyIsRefused(String block) {
        assertThatThrownBy(() -> new ClientAddress(List.of(block)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an address block: " + block);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3/32, 10.1.2.3, true", "10.1.2.3/32, 10.1.2.2, false", "0.0.0.0/0, 203.0.113.1, true",
        "0.0.0.0/0, ::1, false",
        "10.1.2.0/23, 10.1.3.255, true", "10.1.2.0/23, 10.1.4.0, false", "10.1.3.7/23, 10.1.2.0, true"
    })
    void blockHoldsTheAddressesWithItsLeadingBits(String block, String address, boolean holds) {
        assertThat(AddressBlock.parse(block).contains(InetAddress.ofLiteral(address))).isEqualTo(holds);
    }

    @Test
    void readsRealRequests() {
        var vertx = Vertx.vertx();
        var local = new ClientAddress(List.of("127.0.0.0/8"));
        var server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end(local.of(request).subject()))
                .listen(0, "127.0.0.1")
                .await();

        // an unreferenced client may be collected, which closes its connections
        var client = vertx.createHttpClient();
        var subject = client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                .compose(request -> {
                    request.headers().add("X-Forwarded-For", "1.1.1.1").add("X-Forwarded-For", "2001:db8:1:2:3:4:5:6");
                    // read now: later its value may change
                    var body = request.response().compose(answer -> answer.body());
                    return request.end().compose(sent -> body);
                })
                .await();

        assertThat(subject).hasToString("2001:db8:1:2:0:0:0:0/64");
        client.close().await();
        vertx.close().await();
    }
}
