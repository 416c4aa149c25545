package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import nl.rijkscloud.testing.LogLines;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A mail gateway has put a link's secret into the path: the portal does not store, repeat or use it. */
class SecretInPathTest {
    private static final String SECRET = "Zz-eF_gHiJkLmNoPqRsTuVwXyZ0123456789_-abcdE";
    private static final String LINK = "/verstuur/AAAAAAAAAAAAAAAAAAAAAA";
    private static final List<String> PATHS = List.of(
            LINK + "%23" + SECRET, LINK + "%2523" + SECRET, LINK + "%23" + SECRET + "?taal=en", "/x" + LINK
            + "%23" + SECRET, LINK + "/%23" + SECRET, "/api" + LINK + "%23" + SECRET,
            "/api/documents/AAAAAAAAAAAAAAAAAAAAAA%23" + SECRET);

    private final PortalClient client = new PortalClient(TestPortal.shared().baseUrl());

    @Test
    void secretIsNeitherRepeatedNorLogged() {
        var ours = (Logger) LoggerFactory.getLogger("nl.rijkscloud");
        var before = ours.getLevel();
        ours.setLevel(Level.DEBUG);
        try (var log = new LogLines()) {
            for (var path : PATHS) {
                for (var method : List.of("GET", "HEAD", "POST", "PUT")) {
                    var answer = client.send(method, path, BodyPublishers.noBody());
                    assertThat(answer.body() + answer.headers().map()).as(method + " " + path).doesNotContain(SECRET);
                }
            }
            assertThat(log.all()).isNotNull().noneMatch(line -> line.contains(SECRET));
        } finally {
            ours.setLevel(before);
        }
    }

    @Test
    void languageIsChosenWithoutTheSecret() {
        assertThat(client.get(LINK + "%23" + SECRET + "?taal=en").headers().firstValue("Location")).contains(LINK);
    }

    @Test
    void requestIsCountedWithoutTheSecretInALabel() {
        var before = counted();
        client.get(LINK + "%23" + SECRET);
        client.get(LINK + "%2523" + SECRET);
        client.get(LINK);

        assertThat(counted()).isEqualTo(before + 2);
        assertThat(metrics()).doesNotContain(SECRET).contains("/verstuur/:link");
    }

    @Test
    void onlyPagesAcceptSuchAPath() {
        assertThat(client.get(LINK + "%23" + SECRET).statusCode()).isEqualTo(200);
        assertThat(client.cookie()).isEmpty();
    }

    private static double counted() {
        return metrics().lines().filter(line -> line.startsWith("rijkscloud_links_in_paths_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }

    private static String metrics() {
        var management = URI.create("http://127.0.0.1:" + TestPortal.shared().config().management().port());
        return new PortalClient(management).get("/metrics").body();
    }
}
