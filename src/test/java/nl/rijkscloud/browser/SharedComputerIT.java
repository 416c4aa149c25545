package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.Test;

/** Several people use one browser, one after the other. */
@BrowserTest
class SharedComputerIT {
    private static final String BACK_FROM_THE_CACHE =
            "() => { dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})); }";

    @Test
    void backButtonShowsNothingAfterSignOut(Visitors visitors) {
        var somebody = visitors.expecting("status of 401").onADesktop();
        RequestPage.openedBy(somebody, DemoStaff.SANNE).to("Piet de Vries", "piet@voorbeeld.nl")
                .explain("Graag het jaarverslag.");

        somebody.press("Afmelden").isAt("U bent afgemeld");
        somebody.page().goBack();

        somebody.isAt("Meld u aan").doesNotSee("Sanne").doesNotSee("Piet de Vries").doesNotSee("jaarverslag");
    }

    @Test
    void nextUserFindsNoTypedText(Visitors visitors) {
        var browser = visitors.onADesktop();
        RequestPage.openedBy(browser, DemoStaff.SANNE).to("Piet de Vries", "piet@voorbeeld.nl")
                .explain("Graag het jaarverslag.");
        browser.page().evaluate("() => fetch('/api/staff/sign-out', {method: 'POST', body: '{}', headers: "
                + "{'Content-Type': 'application/json'}})");
        browser.open("/privacy");
        RequestPage.signIn(browser.page(), visitors.portal(), DemoStaff.OMAR);

        browser.page().goBack();

        browser.isAt("Documenten opvragen").doesNotSee("Sanne");
        assertThat(browser.field("Naam")).hasValue("");
        assertThat(browser.field("E-mailadres")).hasValue("");
        assertThat(browser.field("Toelichting")).hasValue("");
    }

    @Test
    void otherTabsAreClearedAtSignOut(Visitors visitors) {
        var somebody = visitors.expecting("status of 401").onADesktop();
        RequestPage.openedBy(somebody, DemoStaff.SANNE).explain("Graag het jaarverslag.");
        var other = somebody.inAnotherTab().open("/inspectie").isAt("Overzicht");

        other.press("Afmelden").isAt("U bent afgemeld");

        somebody.isAt("Meld u aan").doesNotSee("Sanne");
    }

    @Test
    void tabForgetsTypedTextWhenAnotherUserSignsIn(Visitors visitors) {
        var browser = visitors.onADesktop();
        RequestPage.openedBy(browser, DemoStaff.SANNE).explain("Graag het jaarverslag.");
        RequestPage.signIn(browser.page(), visitors.portal(), DemoStaff.OMAR);

        browser.page().evaluate("() => { document.dispatchEvent(new Event('visibilitychange')); }");

        browser.sees("Omar Yilmaz").isAt("Documenten opvragen");
        assertThat(browser.field("Toelichting")).hasValue("");
    }

    @Test
    void cachedPageIsLoadedAnew(Visitors visitors) {
        var somebody = visitors.expecting("status of 401").onADesktop();
        RequestPage.openedBy(somebody, DemoStaff.SANNE);
        somebody.page().context().clearCookies();

        somebody.page().evaluate(BACK_FROM_THE_CACHE);

        somebody.isAt("Meld u aan").doesNotSee("Sanne");
    }

    @Test
    void backButtonShowsNoFormOnceTheLinkIsOpened(Visitors visitors) {
        var mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        var browser = visitors.onADesktop().open("/gegevens").isAt("Vul de gegevens in");
        browser.page().locator("[name='sender.name']").fill("Anna de Vries");
        browser.open(mail.uploadLink()).isAt("Uw document(en) versturen");

        browser.page().goBack();

        browser.isAt("Vul de gegevens in");
        assertThat(browser.page().locator("[name='sender.name']")).hasValue("");
    }
}
