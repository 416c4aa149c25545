package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.StaffJourney;
import org.junit.jupiter.api.Test;

/** The transfer's page tells what a mail to an outsider will do, and sends it. */
@BrowserTest
class RemindPageIT {
    @Test
    void requestIsSentAgainAndRemindedOnceADay(Visitors visitors) {
        var inspector = visitors.onADesktop();
        RequestPage.openedBy(inspector, DemoStaff.SANNE);
        var asked = RequestJourney.ask(visitors.portal(), StaffJourney.signIn(visitors.portal(), DemoStaff.SANNE));

        inspector.open("/inspectie/verzending/" + asked.id()).isAt("Verzending")
                .sees(asked.email() + " krijgt een herinnering met een nieuwe link.");
        inspector.press("Stuur opnieuw").sees("Verzoek opnieuw sturen?");
        inspector.page().locator("#bevestig-ja").click();
        inspector.sees(asked.email() + " krijgt het verzoek nog een keer, met een nieuwe link.");

        inspector.press("Herinner").sees("Herinnering sturen?");
        inspector.page().locator("#bevestig-ja").click();
        inspector.sees("De herinnering gaat naar " + asked.email()).sees("Een nieuwe herinnering kan vanaf");
        assertThat(inspector.page().locator("#herinneren")).isHidden();
    }
}
