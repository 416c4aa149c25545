package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A phone of 360 x 740 pixels. */
@BrowserTest
class PhoneIT {
    @TempDir
    Path device;

    @Test
    void eachButtonShowsWithoutScrolling(Visitors visitors) {
        var mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        var phone = visitors.with(options -> options.setViewportSize(360, 740).setHasTouch(true).setIsMobile(true));
        phone.open("/");
        assertThat(phone.page().getByText("Volgende")).isInViewport();
        phone.open(mail.uploadLink()).isAt("Uw document(en) versturen").sees("U kunt meer documenten tegelijk kiezen.")
                .doesNotSee("slepen").doesNotSee("bzip2");
        assertThat(phone.button("Document toevoegen")).isInViewport();
        assertThat(phone.button("Verstuur document(en)")).not().isInViewport();
        var photo = phone.page().waitForFileChooser(() -> phone.press("Maak een foto"));
        photo.setFiles(new Papers(device).jpeg("image.jpg", 3_000_000));
        assertThat(phone.page().locator(".rc-document__name"))
                .hasText(Pattern.compile("Foto [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}\\.[0-9]{2}\\.[0-9]{2}\\.jpg"));

        phone.sees("1 document, 3 MB");
        assertThat(phone.button("Verstuur document(en)")).isInViewport();
    }
}
