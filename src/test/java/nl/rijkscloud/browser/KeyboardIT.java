package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender's whole journey without a mouse. */
@BrowserTest
class KeyboardIT {
    private static final int FURTHEST = 40;
    private static final String FOCUS_RING = """
            (element) => {
              const style = getComputedStyle(element);
              return element.matches(':focus-visible') && style.outlineStyle !== 'none' ? \
              parseFloat(style.outlineWidth) : 0;
            }""";
    /** Scrolls at once; at least the first line of a tall element shows, and nothing lies on top of it. */
    private static final String IN_SIGHT = """
            (element) => {
              const box = element.getBoundingClientRect();
              const end = Math.min(box.bottom, box.top + 44);
              const top = document.elementFromPoint(box.left + box.width / 2, end - 2);
              return box.top >= 0 && end <= innerHeight && (element.contains(top) || top?.contains(element));
            }""";

    @TempDir
    Path device;
    private Page page;

    @Test
    void fromTheFirstPageToTheConfirmation(Visitors visitors) {
        var papers = new Papers(device);
        var mail = SenderJourney.before(visitors.portal());
        var sender = visitors.onADesktop().open("/").isAt("Veilig documenten uitwisselen met de inspectie");
        page = sender.page();

        page.keyboard().press("Tab");
        assertThat(page.locator(":focus")).hasText("Ga direct naar de inhoud");
        page.keyboard().press("Enter");
        reach("Volgende").press("Enter");
        sender.isAt("Vul de gegevens in");
        type("sender.name", "Anna Smit");
        type("sender.email", mail.email());
        reach("Ik heb geen contactpersoon").press("Space");
        sender.sees("Ingevuld: Meldpunt");
        reach("Volgende").press("Enter");
        sender.isAt("Controleer nu uw e-mail");

        sender.open(mail.uploadLink()).isAt("Uw document(en) versturen");
        assertThat(sender.heading("Uw document(en) versturen")).isFocused();
        var first = page.waitForFileChooser(() -> reach("Document toevoegen").press("Enter"));
        first.setFiles(new Path[] {papers.text("een.txt", 1_000), papers.text("twee.txt", 2_000)});
        new UploadPage(sender).received("een.txt").received("twee.txt");
        reach("Verwijder een.txt").press("Space");
        assertThat(new UploadPage(sender).document("een.txt")).hasCount(0);
        assertThat(page.locator(":focus")).hasText("Verwijder twee.txt");
        type("subject", "Jaarstukken");
        type("text", "Hierbij de stukken.");
        reach("Verstuur document(en)").press("Enter");
        sender.isAt("Uw documenten zijn verzonden");
        assertThat(sender.heading("Uw documenten zijn verzonden")).isFocused();
        reach("Nog iets versturen");
    }

    private void type(String id, String text) {
        tabTo(page.locator("[id='" + id + "']"));
        page.keyboard().type(text);
    }

    private Locator reach(String name) {
        return tabTo(page.locator("a:visible, button:visible")
                .filter(new Locator.FilterOptions().setHasText(name)).last());
    }

    /** Presses Tab until the element has focus, and checks that each stop on the way is visible and marked. */
    private Locator tabTo(Locator wanted) {
        for (var steps = 0; steps < FURTHEST; steps++) {
            page.keyboard().press("Tab");
            var focused = page.locator(":focus");
            if (focused.count() == 1) {
                assertThat(((Number) focused.evaluate(FOCUS_RING)).doubleValue()).as(focused.innerText())
                        .isGreaterThanOrEqualTo(3);
                assertThat((boolean) focused.evaluate(IN_SIGHT)).as(focused.innerText() + " is in sight").isTrue();
            }
            if ((boolean) wanted.evaluate("(element) => element === document.activeElement")) {
                return wanted;
            }
        }
        throw new AssertionError("not reached with " + FURTHEST + " times Tab: " + wanted);
    }
}
