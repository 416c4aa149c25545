package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import nl.rijkscloud.demo.DemoStaff;

/** The page on which staff send documents. */
record SendingPage(Visitor visitor) {
    /** Goes from the address that staff know by heart, through sign-in, to an empty form. */
    static SendingPage openedBy(Visitor visitor, DemoStaff person) {
        visitor.open("/inspectie").isAt("Meld u aan");
        var signIn = new ReceivePage(visitor);
        visitor.fill("Sms-code", signIn.enterPassword(person)).press("Aanmelden").isAt("Overzicht");
        visitor.follow("Nieuwe verzending").isAt("Nieuwe verzending");
        return new SendingPage(visitor);
    }

    /** @param number from 1 */
    SendingPage to(int number, String name, String email, String mobile) {
        field(number, "Naam").fill(name);
        field(number, "E-mailadres").fill(email);
        field(number, "Mobiel nummer").fill(mobile);
        return this;
    }

    SendingPage next() {
        visitor.press("Volgende");
        return this;
    }

    /** The field of the recipient with this number. */
    Locator field(int number, String label) {
        return visitor.page().getByRole(AriaRole.GROUP,
                new GetByRoleOptions().setName("Ontvanger " + number).setExact(true)).getByLabel(label);
    }

    /** Waits until the server has every filled-in field. */
    SendingPage saved() {
        assertThat(visitor.page().locator("#bewaard")).hasText("Concept opgeslagen.");
        return this;
    }

    UploadPage documents() {
        return new UploadPage(visitor);
    }
}
