package nl.rijkscloud.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.scan.OwnClamd;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.Test;

/** Pages show the virus scanner's result, and a recipient confirms a warning. */
@BrowserTest
class ScannedDocumentsIT {
    private static final Path PICTURES = Path.of("target", "browser");
    private static final JsonObject WARN = new JsonObject()
            .put("kind", "clamd").put("infected", "warn").put("notScanned", "warn");

    @Test
    void pagesNameTheStateAndARecipientConfirmsBeforeDownloading() throws IOException {
        try (var clamd = OwnClamd.start(OwnClamd.ALL_ALERTS);
                var world = PortalOnALine.start(new JsonObject().put("scan", WARN.copy()
                        .put("address", clamd.address().toString())));
                var chromium = Chromium.start()) {
            var visitors = new Visitors(chromium, world);
            var sender = SenderJourney.begin(world.portal());
            sender.add("brief.txt", bytes("Geachte mevrouw"));
            sender.add("besmet.txt", bytes(OwnClamd.MALWARE));
            sender.awaitChecked();
            sender.submit();
            sender.report();

            var visitor = visitors.onAPhone();
            new ReceivePage(visitor).signIn(sender.downloadLink(), DemoStaff.SANNE);
            var page = visitor.page();
            var list = page.locator("#lijst");
            list.locator("text=Gescand, niets gevonden").waitFor();
            assertThat(list.innerText()).contains("Besmet: de virusscanner vond Rijkscloud.Test.UNOFFICIAL");
            photograph(visitor, "gescand-360");
            assertThat(new ReceivePage(visitor).download("brief.txt")).isEqualTo(bytes("Geachte mevrouw"));

            link(visitor, "Downloaden besmet.txt").click();
            var dialog = page.locator("#bevestig");
            dialog.waitFor();
            assertThat(dialog.innerText()).contains("besmet.txt");
            photograph(visitor, "bevestig-360");
            var download = page.waitForDownload(() -> page.locator("#bevestig-ja").click());
            assertThat(download.suggestedFilename()).isEqualTo("besmet.txt");
            link(visitor, "Alles downloaden").click();
            dialog.waitFor();
            page.locator("#bevestig-nee").click();

            var report = visitors.onADesktop().open(sender.reportLink());
            report.page().locator("text=Besmet").first().waitFor();
            photograph(report, "rapport-1280");
            visitors.leave();
        }
    }

    private static Locator link(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static void photograph(Visitor visitor, String name) {
        visitor.page().screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
