package nl.rijkscloud.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nl.rijkscloud.testing.PortalClient.json;
import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator closes the portal and opens it again; and every answer has a number for the help desk. */
class MaintenanceTest {
    private static final String NUMBER = "\\d{3}-\\d{3}-\\d{3}";

    @TempDir
    static Path folder;

    private static DemoPortal portal;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(folder, new JsonObject());
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void visitorsAreTurnedAwayWhileUploadsFinish() {
        var sender = SenderJourney.begin(portal);
        var upload = TusUpload.create(sender.browser(), "brief.txt", 10);
        expect(204, upload.append(0, "Hello".getBytes(UTF_8)));

        command("on", "--text", "Wij zijn klaar om <12.00> uur.");
        var page = awaitStatus(503);

        assertThat(page.body()).contains("Wij werken aan de website", "Wij zijn klaar om &lt;12.00&gt; uur.")
                .doesNotContain("<!-- note -->");
        assertThat(page.headers().firstValue("Retry-After")).hasValue("120");
        var refused = browser().post("/api/submissions", new JsonObject());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(json(refused).getString("code")).isEqualTo("maintenance");
        assertThat(json(refused).getString("request"))
                .isEqualTo(refused.headers().firstValue("X-Request-Id").orElseThrow()).matches(NUMBER);
        assertThat(TusUpload.announce(sender.browser(), 1, "filename " + TusUpload.base64("b.txt")).statusCode())
                .isEqualTo(503);
        expect(204, upload.append(5, "world".getBytes(UTF_8)));
        assertThat(browser().post("/api/staff/back-channel-logout", new JsonObject()).statusCode())
                .as("passes; this portal has no identity provider").isEqualTo(404);
        assertThat(command("status")).contains("closed since");

        command("off");
        awaitStatus(200);
        assertThat(command("status")).contains("The portal is open.");
    }

    @Test
    void everyAnswerHasANumberOfItsOwn() {
        var first = browser().get("/");
        var second = browser().get("/api/none");

        for (var answer : List.of(first, second)) {
            assertThat(answer.headers().firstValue("X-Request-Id")).hasValueSatisfying(
                    number -> assertThat(number).matches(NUMBER));
        }
        assertThat(first.headers().firstValue("X-Request-Id"))
                .isNotEqualTo(second.headers().firstValue("X-Request-Id"));
    }

    @Test
    void commandRefusesUnknownStatesAndLongTexts() {
        assertThat(run(2, "sometimes")).contains("say on, off or status");
        assertThat(run(2, "on", "--text", "x".repeat(501))).contains("longer than 500");
    }

    private static HttpResponse<String> awaitStatus(int status) {
        return Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> browser().get("/"),
                answer -> answer.statusCode() == status);
    }

    private static PortalClient browser() {
        return new PortalClient(portal.baseUrl());
    }

    private static String command(String... arguments) {
        return run(0, arguments);
    }

    private static String run(int code, String... arguments) {
        var said = new StringWriter();
        var all = java.util.stream.Stream.concat(java.util.stream.Stream.of("maintenance"),
                java.util.stream.Stream.concat(java.util.Arrays.stream(arguments),
                        java.util.stream.Stream.of("--config", folder.resolve("rijkscloud.yaml").toString())));
        var command = Main.commandLine().setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        assertThat(command.execute(all.toArray(String[]::new))).as(said.toString()).isEqualTo(code);
        return said.toString();
    }
}
