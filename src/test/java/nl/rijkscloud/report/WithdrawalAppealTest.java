package nl.rijkscloud.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;

/** The sender of a wrong document asks the recipients to withdraw it. */
final class WithdrawalAppealTest {
    private static final DemoPortal PORTAL = TestPortal.shared();

    @Test
    void recipientsGetAMailOnceADayAndNothingIsDeleted() throws Exception {
        var sender = SenderJourney.begin(PORTAL);
        sender.add("verkeerd.txt", "van een ander".getBytes());
        sender.submit();
        var number = sender.report().getString("number");

        assertThat(ask(sender)).isEqualTo(202);

        var mail = PORTAL.inbox().await(
                message -> message.kind().equals("mail") && message.text().contains(number)
                        && message.subject().startsWith("Verzoek om een verzending"),
                Duration.ofSeconds(60));
        assertThat(mail.text()).contains(sender.email());
        assertThat(mail.link()).as("it opens nothing").isEmpty();
        var report = PortalClient.json(sender.browser().get("/api/report"));
        assertThat(report.getString("state")).isEqualTo("delivered");
        assertThat(report.getJsonArray("events").stream().map(event -> ((JsonObject) event).getString("kind")))
                .contains("withdrawal-asked");
        assertThat(ask(sender)).isEqualTo(429);
    }

    private static int ask(SenderJourney sender) {
        return sender.browser().post("/api/report/withdrawal", new JsonObject()).statusCode();
    }
}
