package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import nl.rijkscloud.testing.SenderJourney;

/** The stops of the {@link Tour} for somebody who checks a sender's receipt. */
record StatementTour(SenderJourney sender, Page page, BiConsumer<String, Page> look) {
    void walk() {
        sender.report();
        var receipt = sender.browser().get("/api/receipt?transfer=" + sender.transferId()).body();
        look.accept("bewijs", page);
        page.locator("#bewijs-kiezer").setInputFiles(file("ontvangstbewijs.jws", receipt));
        assertThat(page.locator("#bewezen")).isVisible();
        page.locator("#bestanden-kiezer").setInputFiles(file("Dossier.pdf", "iets anders"));
        assertThat(page.locator("#vergeleken .rc-document--wrong")).isVisible();
        look.accept("bewijs-goed", page);
        page.locator("#bewijs-kiezer").setInputFiles(file("ontvangstbewijs.jws", receipt.replace('a', 'b')));
        assertThat(page.locator("#bewezen")).isHidden();
        look.accept("bewijs-niet-goed", page);
    }

    private static FilePayload file(String name, String content) {
        return new FilePayload(name, "application/octet-stream", content.getBytes(StandardCharsets.US_ASCII));
    }
}
