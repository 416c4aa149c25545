package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.rijkscloud.demo.DemoStaff;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A beheerder looks after accounts in the browser. */
@BrowserTest
class AccountsPageIT {
    private Visitor beheerder;
    private Page page;

    @BeforeEach
    void signIn(Visitors visitors) {
        beheerder = visitors.expecting("status of 401").expecting("status of 409").expecting("status of 422")
                .onADesktop();
        beheerder.open("/inspectie/aanmelden").isAt("Meld u aan");
        page = beheerder.page();
        RequestPage.signIn(page, beheerder.portal(), DemoStaff.BRAM);
        beheerder.open("/inspectie/accounts").isAt("Accounts en afdelingen");
        assertThat(page.locator("#rijen tr").first()).isVisible();
    }

    @Test
    void accountIsMadeFoundChangedAndClosed() {
        var email = "nieuw-" + UUID.randomUUID() + "@igj.nl";
        beheerder.press("Nieuw account").press("Bewaar").sees("Vul het e-mailadres in.");
        beheerder.fill("Naam", "Els Proef").fill("E-mailadres", email).fill("Mobiel nummer", "06 12341234")
                .press("Bewaar").sees("Dit is het wachtwoord.");
        assertThat(page.locator("#wachtwoord")).hasText(Pattern.compile("\\w{4}(-\\w{4}){4}"));

        page.locator("#woorden").fill(email.substring(0, 20));
        assertThat(page.locator("#rijen tr")).hasCount(1);
        row().click();
        page.locator("[name=roles][value=helpdesk]").check();
        beheerder.press("Bewaar").sees("Het account is gewijzigd.");
        assertThat(page.locator("#wachtwoord")).isHidden();
        assertThat(page.locator("#rijen tr")).containsText("medewerker, helpdesk");

        row().click();
        beheerder.press("Sluit het account");
        page.locator("#bevestig-ja").click();
        beheerder.sees("Het account van Els Proef is gesloten.");
        assertThat(page.locator("#rijen tr")).containsText("Gesloten");
        row().click();
        assertThat(page.locator("#account-formulier")).isHidden();
        beheerder.press("Open het account weer").sees("Els Proef kan zich weer aanmelden.");
    }

    @Test
    void ownAccountHasNoButtonToCloseIt() {
        page.locator("#woorden").fill(DemoStaff.BRAM.email());
        row().click();

        assertThat(page.locator("#doen-knoppen")).not().containsText("Sluit het account");
        assertThat(page.locator("[name=roles][value=beheerder]")).isDisabled();
        beheerder.press("Bewaar").sees("Het account is gewijzigd.");
        assertThat(page.locator("#rijen tr")).containsText("beheerder");
    }

    @Test
    void listIsShownAsAPlanThenCarriedOutWithFirstPasswords() {
        var email = "lijst-" + UUID.randomUUID() + "@igj.nl";
        page.locator("a[href='/inspectie/accounts/lijst']").click();
        beheerder.isAt("Accounts uit een lijst");
        choose("e-mail;naam;mobiel;afdelingen;rol\n" + email + ";Mia Lijst;0612341234;nergens@igj.nl;baas\n"
                + "geen adres;Mia;;;\n" + email + ";Mia Lijst;0612341234;nergens@igj.nl;\n");
        beheerder.press("Bekijk wat er verandert").sees("Regel 2: Deze rol is er niet.")
                .sees("Regel 4: De afdeling nergens@igj.nl is er niet.");

        choose("e-mail;naam;mobiel;rol\n" + email + ";Mia Lijst;0612341234;helpdesk\n");
        beheerder.press("Bekijk wat er verandert").isAt("Dit verandert er").sees("Nieuwe accounts: 1").sees(email)
                .sees("Eerste wachtwoorden: 1");
        beheerder.press("Voer dit uit").isAt("De lijst is uitgevoerd");
        assertThat(page.locator("#wachtwoorden-rijen")).hasText(Pattern.compile("\\w{4}(-\\w{4}){4}"));
        var file = page.waitForDownload(() -> beheerder.press("Bewaar als csv-bestand"));
        Assertions.assertThat(file.suggestedFilename()).startsWith("eerste-wachtwoorden-");

        beheerder.press("Kies een andere lijst").isAt("Accounts uit een lijst");
        choose("e-mail;naam;mobiel;rol\n" + email + ";Mia Lijst;0612341234;helpdesk\n");
        beheerder.press("Bekijk wat er verandert").sees("De lijst verandert niets.");
        assertThat(page.locator("#doen")).isHidden();
    }

    private void choose(String list) {
        page.locator("#csv").setInputFiles(new FilePayload("mensen.csv", "text/csv", list.getBytes(UTF_8)));
    }

    private Locator row() {
        return page.locator("#rijen tr button").first();
    }
}
