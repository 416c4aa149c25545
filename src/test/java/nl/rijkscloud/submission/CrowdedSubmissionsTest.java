package nl.rijkscloud.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many submissions at once, from one subscriber and from all over the world, at two servers of one portal. */
final class CrowdedSubmissionsTest {
    /**
     * A fifth of the mails is delayed, the others are sent at once; after that one mail is sent every twelve minutes.
     */
    private static final int PER_HOUR = 5;
    private static final int PACE_MINUTES = 60 / PER_HOUR;

    @TempDir
    private static Path folder;

    private static List<DemoPortal> servers;

    private int number;

    @BeforeAll
    static void start() {
        servers = TestPortal.two(folder, new JsonObject()
                .put("server", new JsonObject().put("trustedProxies", new JsonArray().add("127.0.0.0/8").add("::1")))
                .put("limits", new JsonObject().put("submissionsPerSourcePerHour", 20)
                        .put("submissionsPerHour", PER_HOUR).put("mailsPerAddressPerHour", 2)));
    }

    @AfterAll
    static void close() {
        servers.reversed().forEach(DemoPortal::close);
    }

    /** A server remembers which limits are reached. */
    @BeforeEach
    void forgetTheOthers() {
        servers.forEach(DemoPortal::stop);
        sql("truncate throttle, throttle_part, mail_turn, familiar_network");
        sql("delete from outbox");
        servers.forEach(DemoPortal::restart);
    }

    @Test
    void sixHundredFromOneSubscriberLeaveOthersAlone() {
        var accepted = IntStream.range(0, 600)
                .filter(i -> submit("2001:db8:1:" + Integer.toHexString(i) + "::1", somebody()).statusCode() == 202)
                .count();

        assertThat(accepted).as("four times what one source may").isLessThanOrEqualTo(80);
        assertThat(submit("2001:db9:2::1", somebody()).statusCode()).isEqualTo(202);
        assertThat(submit("198.51.100.7", somebody()).statusCode()).isEqualTo(202);
    }

    @Test
    void rushDelaysMailsOfStrangersButNotOfFamiliarNetworks() {
        var familiar = "203.0.113.5";
        open(familiar);
        IntStream.range(0, 4).forEach(i -> assertThat(delayed(submit("198.51." + i + ".1", somebody()))).isZero());

        var stranger = somebody();
        assertThat(delayed(submit("192.0.2.1", stranger))).isEqualTo(PACE_MINUTES);
        assertThat(delayed(submit("2001:db8:7::1", somebody()))).as("the second server knows of the first")
                .isEqualTo(2 * PACE_MINUTES);
        var known = somebody();
        assertThat(delayed(submit("203.0.113.77", known))).as("a neighbour of the one who opened a link").isZero();

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> mailed(known));
        assertThat(mailed(stranger)).isFalse();
        assertThat(value("select due_at - created_at between '11 minutes' and '12 minutes' and expires_at - due_at >= "
                + "'1 day' from outbox "
                + "where recipient = '" + stranger + "'")).isEqualTo("t");
        assertThat(value("select t.expires_at - o.due_at >= '7 days' - interval '1 second' from transfer t, outbox o "
                + "where t.id = o.transfer_id and recipient = '" + stranger + "'")).as("its link works as long as any")
                .isEqualTo("t");
        assertThat(metric()).isGreaterThanOrEqualTo(1);
        sql("update outbox set due_at = now() where recipient = '" + stranger + "'");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> mailed(stranger));
    }

    @Test
    void fullQueueRefusesOnlyItsLargestUsers() {
        IntStream.range(0, 4 + PER_HOUR)
                .forEach(i -> assertThat(submit("2001:db8:" + i + "::1", somebody()).statusCode()).isEqualTo(202));

        var more = IntStream.range(0, 20).map(i -> submit("2001:db8:f" + i + "::1", somebody()).statusCode()).boxed()
                .toList();
        assertThat(more).startsWith(202, 202, 202, 202, 202, 429).as("of one provider").containsOnly(202, 429);
        assertThat(delayed(submit("2001:db9::1", somebody()))).as("a newcomer").isEqualTo(60);
        assertThat(delayed(submit("192.0.2.1", somebody()))).isEqualTo(60);
    }

    @Test
    void plusAddressesShareOneLimitAndMailGoesToTheTypedAddress() {
        var jan = "jan" + UUID.randomUUID();
        var typed = List.of(jan + "+a@example.org", jan + "+b@example.org", jan + "+c@example.org");
        typed.forEach(address -> assertThat(submit("192.0.2.1", address).statusCode()).isEqualTo(202));

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> mailed(typed.get(0)) && mailed(typed.get(1)));
        assertThat(value("select count(*) from outbox where recipient like '" + jan + "%'")).isEqualTo("2");
    }

    private void open(String from) {
        var sender = somebody();
        submit(from, sender);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> mailed(sender));
        var link = servers.getFirst().inbox().messages().stream().filter(mail -> mail.to().equals(sender)).findFirst()
                .orElseThrow().link().orElseThrow();
        assertThat(post(from, "/api/sessions", SenderJourney.parts(link)).statusCode()).isEqualTo(200);
        sql("truncate throttle, throttle_part");
    }

    private HttpResponse<String> submit(String from, String email) {
        return post(from, "/api/submissions", SenderJourney.form(email, "nl"));
    }

    /** Alternates between the two servers. */
    private HttpResponse<String> post(String from, String path, JsonObject body) {
        return new PortalClient(servers.get(number++ % 2).baseUrl()).send(
                "POST", path, BodyPublishers.ofString(body.encode()), "Content-Type", "application/json",
                "X-Forwarded-For", from);
    }

    /** In minutes. */
    private static int delayed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return new JsonObject(answer.body()).getInteger("delayed", 0);
    }

    private static boolean mailed(String address) {
        return servers.getFirst().inbox().messages().stream().anyMatch(mail -> mail.to().equals(address));
    }

    private static String somebody() {
        return "afzender-" + UUID.randomUUID() + "@example.org";
    }

    private static double metric() {
        return servers.stream().map(server -> "http://127.0.0.1:" + server.config().management().port())
                .map(base -> new PortalClient(URI.create(base)).get("/metrics").body())
                .flatMap(String::lines)
                .filter(line -> line.startsWith("rijkscloud_mails_delayed_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    private static String value(String query) {
        return TestDatabase.value(servers.getFirst().config().database(), query).orElseThrow();
    }

    private static void sql(String statement) {
        TestDatabase.sql(servers.getFirst().config().database(), statement);
    }
}
