package nl.rijkscloud.download;

import static nl.rijkscloud.testing.PortalClient.json;
import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;

/** A recipient sees how much there is before the code, and afterwards which documents they have. */
final class DownloadMarkTest {
    private final RecipientJourney recipient = new RecipientJourney(TestPortal.shared(), DemoStaff.LOTTE);

    @Test
    void documentIsMarkedOnceThisRecipientHasIt() {
        var browser = recipient.browser();
        expect(200, recipient.guess(browser, recipient.code()));
        assertThat(document(browser).getString("downloadedAt")).isNull();

        recipient.sql("update document set downloaded_at = now() where transfer_id = '" + recipient.transfer() + "'");
        assertThat(document(browser).getString("downloadedAt")).as("only another recipient has it").isNull();

        expect(200, browser.get(document(browser).getString("href")));
        await().until(() -> document(browser).getString("downloadedAt") != null);
        assertThat(Instant.parse(document(browser).getString("downloadedAt"))).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void numberAndSizeAreShownBeforeTheCodeAndNothingElse() {
        var browser = recipient.browser();

        var shown = json(expect(200, browser.get("/api/sessions/code")));

        assertThat(shown.getInteger("documentCount")).isEqualTo(1);
        assertThat(shown.getInteger("size")).isEqualTo(RecipientJourney.CONTENT.length);
        assertThat(shown.fieldNames()).containsExactlyInAnyOrder(
                "numberEnding", "codeUntil", "means", "retryAfter", "locked", "documentCount", "size");
    }

    private static JsonObject document(PortalClient browser) {
        return SenderJourney.documents(json(expect(200, browser.get("/api/transfer")))).getFirst();
    }
}
