package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.rijkscloud.demo.DemoStaff;
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

    private Locator row() {
        return page.locator("#rijen tr button").first();
    }
}
