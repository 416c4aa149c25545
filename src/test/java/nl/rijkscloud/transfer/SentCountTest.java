package nl.rijkscloud.transfer;

import static nl.rijkscloud.testing.PortalClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;

/** Every number of sent documents counts only delivered ones. */
final class SentCountTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void refusedDocumentsAreNotCountedAsSent() {
        var sanne = StaffJourney.signIn(TestPortal.shared(), DemoStaff.SANNE);
        var asked = RequestJourney.ask(TestPortal.shared(), sanne).opened();
        asked.add("jaarverslag.txt", "Jaarverslag".getBytes(StandardCharsets.UTF_8));
        asked.add("foto.png", "Geen foto".getBytes(StandardCharsets.UTF_8));
        await().atMost(PATIENCE)
                .until(() -> asked.transfer().getJsonArray("documents").encode().contains("\"refused\""));

        assertThat(asked.submit().getInteger("documentCount")).isEqualTo(1);

        await().atMost(PATIENCE)
                .until(() -> asked.mails().stream().anyMatch(mail -> mail.text().contains("1 document verzonden")));
        asked.notification(DemoStaff.SANNE.email());
        assertThat(asked.transfer().getInteger("documentCount")).isEqualTo(1);
        var listed = json(sanne.browser().get("/api/staff/transfers?party=" + asked.email())).getJsonArray("items")
                .getJsonObject(0);
        assertThat(listed.getInteger("documentCount")).isEqualTo(1);
    }
}
