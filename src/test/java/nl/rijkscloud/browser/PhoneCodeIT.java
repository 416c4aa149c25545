package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.ScreenshotOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import nl.rijkscloud.phone.QrReader;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody at a computer adds a photo with their phone. */
@BrowserTest
class PhoneCodeIT {
    @TempDir
    Path device;

    @Test
    void photoOfThePhoneJoinsTheDocumentsOnTheScreen(Visitors visitors) throws IOException {
        visitors.expecting("status of 404");
        var mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        var screen = visitors.onADesktop().open(mail.uploadLink()).isAt("Uw document(en) versturen").unfold()
                .press("Toon een code voor uw telefoon").sees("De code werkt één keer");
        var link = read(screen);
        var papers = new Papers(device);

        var phone = visitors.onAPhone().open(link).isAt("Voeg documenten toe");
        new UploadPage(phone).choose(papers.jpeg("Wond.jpg", 300_000));
        phone.sees("Alle documenten zijn binnen. Verstuur ze op het andere scherm.");
        assertThat(phone.button("Verwijder")).hasCount(0);
        assertThat(phone.page().url()).doesNotContain("#");

        screen.sees("Wond.jpg").sees("Ontvangen");
        phone.page().reload();
        phone.isAt("Voeg documenten toe");
        visitors.onAPhone().open(link).isAt("Deze code werkt niet meer");
        screen.press("Toon een nieuwe code");
        assertThat(screen.page().locator("#telefoon-beeld svg")).isVisible();
        screen.press("Verstuur document(en)").fill("Typ ja", "ja").press("Verstuur nu")
                .isAt("Uw documenten zijn verzonden");
        new UploadPage(phone).choose(papers.jpeg("Te laat.jpg", 10_000));
        assertThat(phone.page().locator(".rc-document--wrong")).isVisible();
    }

    /** As a camera sees the screen. */
    private static String read(Visitor screen) throws IOException {
        var picture = screen.page().locator("#telefoon-beeld").screenshot(new ScreenshotOptions());
        return QrReader.read(ImageIO.read(new ByteArrayInputStream(picture)));
    }
}
