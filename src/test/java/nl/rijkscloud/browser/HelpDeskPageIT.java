package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody calls, and the help desk reads out the cause and what to do. */
@BrowserTest
class HelpDeskPageIT {
    private Visitors visitors;
    private Visitor desk;
    private Page page;

    @BeforeEach
    void signIn(Visitors visitors) {
        this.visitors = visitors.expecting("status of 401").expecting("status of 404").expecting("status of 422");
        desk = visitors.onADesktop();
        desk.open("/inspectie/aanmelden").isAt("Meld u aan");
        page = desk.page();
        RequestPage.signIn(page, desk.portal(), DemoStaff.NOOR);
    }

    @Test
    void callIsAnsweredByKeyboardAndLeavesNothingBehind() {
        var sender = SenderJourney.begin(visitors.portal());
        desk.open("/inspectie").isAt("Helpdesk");
        assertThat(page.locator(".rc-staff-nav li:visible")).hasCount(1);

        page.locator("#asked").focus();
        page.keyboard().type(sender.email());
        page.keyboard().press("Enter");

        assertThat(page.locator("[role=status]#gevonden")).containsText("1 verzending");
        desk.sees("De link is geopend. Er zijn nog geen documenten toegevoegd.").sees("E-mail aangenomen op");
        Assertions.assertThat(page.url()).endsWith("/inspectie/helpdesk");
        page.reload();
        desk.isAt("Helpdesk").doesNotSee(sender.email());
        Assertions.assertThat(
                (String) page.evaluate("JSON.stringify([history.state, {...localStorage}, {...sessionStorage}])"))
                .doesNotContain(sender.email());
    }

    @Test
    void numberBringsUpEveryPartyWithoutTheirAddress() {
        var letter = new RecipientJourney(visitors.portal(), DemoStaff.LOTTE);
        var number = letter.sender().report().getString("number");
        desk.open("/inspectie/helpdesk").isAt("Helpdesk")
                .fill("Nummer van de verzending, e-mailadres of telefoonnummer", number.toLowerCase()).press("Zoek")
                .sees("De documenten zijn bezorgd.").sees("Sms ").doesNotSee(DemoStaff.LOTTE.email());

        desk.fill("Nummer van de verzending, e-mailadres of telefoonnummer", "K7QM-3XRA").press("Zoek")
                .sees("Laat de beller het nog een keer voorlezen.");
    }
}
