package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import java.nio.file.Path;
import java.util.regex.Pattern;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RecipientJourney;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** A code on the phone, the whole way: asked, approved by a second person, shown once, entered, and named. */
@BrowserTest
class ReadOutPageIT {
    private static final String PICTURES = System.getProperty("rijkscloud.pictures", "");

    @Test
    void recipientWithoutAMobileGetsInByTwoEmployees(Visitors visitors) {
        visitors.expecting("status of 401").expecting("status of 404").expecting("status of 409");
        var letter = new RecipientJourney(visitors.portal(), DemoStaff.SANNE);
        letter.code();
        letter.forgetPause();
        var caller = visitors.onAPhone().open(letter.link()).isAt("Ontvangen documenten")
                .sees("Hebt u geen mobiele telefoon? Bel ons dan ook.");

        var owner = signedIn(visitors, DemoStaff.SANNE);
        owner.open("/inspectie/verzending/" + letter.transfer()).isAt("Verzending")
                .follow("Geef een code door de telefoon").isAt("Geef een code door de telefoon").sees("Anna Smit")
                .sees("Schrijf de antwoorden nergens op.");
        assertThat(owner.page().locator("main input, main textarea")).hasCount(0);
        wellMade(owner.page(), "code-vragen");
        owner.press("Vraag om goedkeuring").sees("Wij wachten op een collega");
        assertThat(owner.page().locator("#tonen")).isHidden();

        var colleague = signedIn(visitors, DemoStaff.OMAR);
        colleague.open("/inspectie").follow("Codes goedkeuren").isAt("Codes goedkeuren")
                .sees("Sanne Bakker wil een code geven aan Anna Smit.");
        wellMade(colleague.page(), "codes-goedkeuren");
        colleague.page().getByLabel("Keur goed: code voor Anna Smit").last().click();
        colleague.page().locator("#bevestig-ja").click();
        colleague.sees("Goedgekeurd. Sanne Bakker kan de code nu tonen.");

        owner.sees("Omar Yilmaz heeft het goedgekeurd.").press("Toon de code").sees("U hebt de code gekregen.");
        var code = owner.page().locator("#code");
        assertThat(code).hasText(Pattern.compile("\\d{3} \\d{3}"));
        wellMade(owner.page(), "code-tonen");
        wellMade(caller.page(), "code-invullen");
        caller.fill("Code van zes cijfers", code.textContent().replace(" ", "")).press("Naar document(en)")
                .isAt("Uw document(en) downloaden");

        owner.page().reload();
        owner.isAt("Geef een code door de telefoon");
        assertThat(owner.page().locator("#code")).isEmpty();
        owner.open("/inspectie/verzending/" + letter.transfer()).isAt("Verzending")
                .sees("Met code voorgelezen door een medewerker, goedgekeurd door een tweede.");
        assertThat(timeline(owner)).containsText("Code getoond om voor te lezen");
    }

    private static Visitor signedIn(Visitors visitors, DemoStaff person) {
        var visitor = visitors.onADesktop();
        visitor.open("/inspectie/aanmelden").isAt("Meld u aan");
        RequestPage.signIn(visitor.page(), visitor.portal(), person);
        return visitor;
    }

    private static void wellMade(Page page, String name) {
        Assertions.assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations()).as(name).isEmpty();
        if (!PICTURES.isEmpty()) {
            page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(Path.of(PICTURES, name + ".png")));
            page.setViewportSize(360, 740);
            page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(Path.of(PICTURES, name + "-360.png")));
            page.setViewportSize(1280, 800);
        }
    }

    private static Locator timeline(Visitor visitor) {
        return visitor.page().locator("#tijdlijn");
    }
}
