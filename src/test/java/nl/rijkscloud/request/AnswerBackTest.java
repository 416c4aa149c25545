package nl.rijkscloud.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.Test;

/** An outsider who received documents sends documents back. */
final class AnswerBackTest {
    private static final DemoPortal PORTAL = TestPortal.shared();

    private final RecipientJourney recipient = new RecipientJourney(PORTAL, DemoStaff.SANNE);

    @Test
    void answerKeepsPartiesAndReferenceAndGoesToTheSender() throws Exception {
        var browser = opened();
        assertThat(PortalClient.json(browser.get("/api/transfer")).getBoolean("answerable")).isTrue();
        var reference = PortalClient.json(browser.get("/api/transfer")).getJsonObject("message").getString("reference");

        var link = link(browser);

        assertThat(PORTAL.inbox().await(message -> message.link().filter(link::equals).isPresent(),
                Duration.ofSeconds(60)).to()).as("mailed too").isEqualTo(recipient.email());
        var writer = new PortalClient(PORTAL.baseUrl());
        SenderJourney.expect(200, writer.post("/api/sessions", SenderJourney.parts(link)));
        var open = PortalClient.json(writer.get("/api/transfer"));
        assertThat(open.getJsonObject("sender").getString("email")).isEqualTo(recipient.email());
        assertThat(open.getJsonObject("contact").getString("email")).isEqualTo(recipient.sender().email());
        assertThat(open.getJsonObject("request").getString("reference")).isEqualTo(reference).isNotEmpty();
        SenderJourney.expect(204, TusUpload.create(writer, "terug.pdf", 9).append(0, "%PDF-1.7\n".getBytes()));
        SenderJourney.expect(200, writer.post("/api/transfer/submit", new JsonObject()));
        assertThat(PortalClient.json(browser.get("/api/transfer")).getString("state"))
                .as("what was received stays").isEqualTo("delivered");
    }

    @Test
    void withoutTheCodeNothingBeginsAndFiveADayAreEnough() {
        var stranger = recipient.browser();
        assertThat(stranger.post("/api/transfer/answer", new JsonObject()).statusCode()).isEqualTo(401);

        var browser = opened();
        for (var count = 0; count < 5; count++) {
            link(browser);
        }
        assertThat(browser.post("/api/transfer/answer", new JsonObject()).statusCode()).isEqualTo(429);
    }

    private PortalClient opened() {
        var browser = recipient.browser();
        SenderJourney.expect(200, recipient.guess(browser, recipient.code()));
        return browser;
    }

    private static String link(PortalClient browser) {
        var answer = browser.post("/api/transfer/answer", new JsonObject());
        SenderJourney.expect(201, answer);
        return PortalClient.json(answer).getString("link");
    }
}
