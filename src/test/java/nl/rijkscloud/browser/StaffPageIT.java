package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sign-in to download documents, and its failures. */
@BrowserTest
class StaffPageIT {
    private SenderJourney mail;
    private Visitor inspector;
    private ReceivePage page;

    @BeforeEach
    void somebodyHasSent(Visitors visitors) {
        mail = SenderJourney.begin(visitors.portal());
        mail.add("brief.txt", "Geachte inspectie".getBytes());
        mail.submit();
        inspector = visitors.expecting("status of 401").expecting("status of 403").expecting("status of 404").onAPhone()
                .open(mail.downloadLink()).isAt("Meld u aan");
        page = new ReceivePage(inspector);
    }

    @Test
    void wrongPasswordAndUnknownAddressLookTheSame() {
        inspector.press("Aanmelden").sees("Vul het e-mailadres in.");
        inspector.fill("E-mailadres", DemoStaff.SANNE.email()).fill("Wachtwoord", "zomaar-iets-anders")
                .press("Aanmelden")
                .sees("Het e-mailadres of het wachtwoord klopt niet.");
        inspector.fill("E-mailadres", "niemand@igj.nl").press("Aanmelden")
                .sees("Het e-mailadres of het wachtwoord klopt niet.");

        var code = page.enterPassword(DemoStaff.SANNE);
        // Pastes the whole text message, as copied on a phone.
        page.enterCode("IGJ Rijkscloud: uw code is " + code
                + ". Na 60 minuten of 123456 keer niet meer. @portal.example #" + code);
        inspector.isAt("Uw document(en) downloaden").sees("brief.txt");
    }

    @Test
    void wrongCodeShowsTheTriesLeftAndTheFifthIsFinal() {
        var code = page.enterPassword(DemoStaff.OMAR);
        var wrong = code.equals("123456") ? "123457" : "123456";

        inspector.sees("eindigt op 17");
        page.enterCode("12345");
        inspector.sees("De code bestaat uit zes cijfers.");
        for (var left = 4; left > 0; left--) {
            page.enterCode(wrong);
            inspector.sees("U kunt het nog " + left + " keer proberen.");
            assertThat(inspector.field("Sms-code")).isFocused();
        }
        page.enterCode(wrong);
        inspector.isAt("Meld u aan").sees("Deze code werkt niet meer. Meld u opnieuw aan.");

        page.enterCode(page.enterPassword(DemoStaff.OMAR));
        inspector.isAt("Uw document(en) downloaden");
    }

    @Test
    void otherStaffCannotOpenTheTransfer() {
        page.enterCode(page.enterPassword(DemoStaff.LOTTE));

        inspector.isAt("Deze documenten zijn niet voor u").doesNotSee("brief.txt");
        inspector.press("Meld u aan met een ander e-mailadres").isAt("Meld u aan");
        page.enterCode(page.enterPassword(DemoStaff.SANNE));
        inspector.isAt("Uw document(en) downloaden").sees("brief.txt");
    }

    @Test
    void passwordCanBeShownAndHidden() {
        var password = inspector.field("Wachtwoord");
        password.fill("geheim");

        inspector.press("Toon wachtwoord");
        assertThat(password).hasAttribute("type", "text");
        inspector.press("Verberg wachtwoord");
        assertThat(password).hasAttribute("type", "password");
    }
}
