package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cookie headers that browsers send when a sub-domain has planted cookies beside ours, and that lenient parsers
 * misread. In each line, C is a session's cookie.
 */
final class PlantedCookieTest {
    private static final URI BASE = TestPortal.shared().baseUrl();
    private static SenderJourney sender;

    @BeforeAll
    static void openSession() {
        sender = SenderJourney.begin(TestPortal.shared());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "__Host-session=C",
            "a=b; __Host-session=C; c=d",
            "a=b;__Host-session=C",
            "__Host-session=C; consent={\"statistics\":true,\"video\":false}; list[0]=a, b",
            "__Host-session=C; quoted=\"a\"; empty="})
    void soundHeaderOpensTheSession(String cookies) throws IOException {
        var head = ask("Cookie: " + cookies);

        assertThat(head).startsWith("HTTP/1.1 200").doesNotContain("set-cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            ",__Host-session=C",
            ";;,,__Host-session=C",
            ";__Host-session=C",
            "__Host-session=C;;,,",
            "__Host-session=C; ;",
            "$Version=1; __Host-session=C",
            "$Version=1,__Host-session=C",
            "$Version=\"1\"; a=\"b\"; $Path=\"/\"; __Host-session=C",
            "__Host-session=\"C\"",
            "\"__Host-session\"=C",
            "a=\"b; __Host-session=C",
            "a=b, __Host-session=C",
            "a=b,__Host-session=C; __Host-session=C",
            "__Host-session=C; __Host-session=C",
            "__Host-session=C; __Host-session=",
            "__Host-session=C; ,__Host-session=C",
            "__Host-session=C; __HOST-SESSION=C",
            "__HOST-session=C",
            "__Host-session =C",
            "__Host-session= C",
            "__Host-session",
            "__Host-session=C; nameless",
            "\u2000__Host-session=C",
            "\u00a0__Host-session=C",
            "\u0085__Host-session=C",
            "a=b\r\nCookie: __Host-session=C",
            "__Host-session=C\r\nCookie: a=b",
            "__Host-session=C\r\nCookie: __Host-session=C"})
    void oddHeaderOpensNothingAndCookiesAreCleared(String cookies) throws IOException {
        var head = ask("Cookie: " + cookies);

        assertThat(head).startsWith("HTTP/1.1 404")
                .contains("set-cookie: __host-session=; path=/; secure; httponly; samesite=strict; max-age=0")
                .contains("set-cookie: __host-sign-in=; path=/; secure; httponly; samesite=strict; max-age=0");
    }

    @Test
    void plantedCookieIsClearedForEveryPathAndDomain() throws IOException {
        var head = answer("GET /api/transfer HTTP/1.1", "Host: portal.example.org", "Cookie: a=b; ,__Host-session=C");

        for (var path : List.of("/", "/api", "/api/transfer")) {
            for (var domain : List.of("", "; domain=portal.example.org", "; domain=example.org")) {
                assertThat(head).contains("set-cookie: ,__host-session=; max-age=0; path=" + path + domain + "\r\n");
            }
        }
        assertThat(head).doesNotContain("domain=org").doesNotContain("set-cookie: a=");
    }

    @Test
    void clearingAddsFewHeaders() throws IOException {
        var many = Stream.iterate(1, number -> number + 1).limit(100).map(number -> ",planted" + number + "=x")
                .toList();
        var head = answer(
                "GET /api/documents/a/b/c/d/e/f/g/h HTTP/1.1", "Host: a.b.c.d.e.f.g.example.org",
                "Cookie: __Host-session=C; " + String.join("; ", many));

        assertThat(head.length()).isLessThan(8 << 10);
    }

    @Test
    void linkOpenedWithPlantedCookiesBesideItGetsASessionOfItsOwn() throws IOException {
        var body = SenderJourney.parts(sender.uploadLink()).encode();
        var head = answer("POST /api/sessions HTTP/1.1", "Host: " + BASE.getAuthority(),
                "Content-Type: application/json",
                "Content-Length: " + body.length(), "Cookie: ,__Host-session=" + session(), "", body);

        assertThat(head).startsWith("HTTP/1.1 200");
        var set = head.lines().filter(line -> line.startsWith("set-cookie: __host-session=")).toList();
        assertThat(set).hasSize(2);
        assertThat(set.getFirst()).contains("max-age=0");
        assertThat(set.getLast()).doesNotContain("max-age").doesNotContainIgnoringCase(session());
    }

    private static String ask(String cookies) throws IOException {
        return answer("GET /api/transfer?transfer=" + sender.transferId() + " HTTP/1.1",
                "Host: " + BASE.getAuthority(), cookies);
    }

    /** The head of the response: the status line unchanged, the rest in lower case. */
    private static String answer(String... lines) throws IOException {
        var text = String.join("\r\n", lines).replace("C\"", session() + "\"")
                .replaceAll("=( ?)C(?=$|[;,\r])", "=$1" + session());
        try (var line = new RawConnection(BASE)) {
            var head = line.bytes((text + (text.contains("\r\n\r\n") ? "" : "\r\n\r\n"))
                    .getBytes(StandardCharsets.UTF_8)).readHead();
            var rest = head.indexOf("\r\n");
            return head.substring(0, rest) + head.substring(rest).toLowerCase(Locale.ROOT);
        }
    }

    private static String session() {
        return sender.browser().cookie().substring("__Host-session=".length());
    }
}
