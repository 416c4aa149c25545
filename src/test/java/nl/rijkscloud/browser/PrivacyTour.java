package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;

/**
 * The stops of the {@link Tour} for a privacy officer (log, person, retention), the help desk, preferences and a
 * beheerder.
 *
 * @param known an address that the portal knows
 * @param arrive opens an address in a browser that has chosen the language
 */
record PrivacyTour(DemoPortal portal, String known, Function<String, Page> arrive, BiConsumer<String, Page> look) {
    void walk() {
        var page = arrive.apply("/inspectie/aanmelden");
        RequestPage.signIn(page, portal, DemoStaff.FENNA);
        auditing(page);
        finding(page);
        page.navigate("/inspectie/bewaren");
        shown(page, "#instellingen dd");
        look.accept("bewaartermijnen", page);
        page.navigate("/inspectie/vernietiging");
        shown(page, "#lijst");
        look.accept("vernietiging", page);
        page.navigate("/inspectie/cijfers");
        shown(page, "#bezorgd-grafiek svg[role=img]");
        page.locator("#bezorgd ~ details summary").click();
        look.accept("cijfers", page);
        answeringThePhone(arrive.apply("/inspectie/aanmelden"));
        arranging(arrive.apply("/inspectie/aanmelden"));
        administering(arrive.apply("/inspectie/aanmelden"));
    }

    private void answeringThePhone(Page page) {
        RequestPage.signIn(page, portal, DemoStaff.NOOR);
        page.navigate("/inspectie/helpdesk");
        shown(page, "#zoeken");
        look.accept("helpdesk", page);
        page.locator("#zoeken [type=submit]").click();
        shown(page, "[data-errors]");
        look.accept("helpdesk-fout", page);
        for (var asked : new String[] {"niemand@example.org", known}) {
            page.locator("#asked").fill(asked);
            page.locator("#zoeken [type=submit]").click();
            shown(page, asked.equals(known) ? ".rc-case" : "#niets");
            look.accept("helpdesk-" + (asked.equals(known) ? "gevonden" : "niets"), page);
        }
    }

    private void arranging(Page page) {
        RequestPage.signIn(page, portal, DemoStaff.LOTTE);
        page.navigate("/inspectie/voorkeuren");
        shown(page, "#vervanging");
        look.accept("voorkeuren", page);
    }

    private void administering(Page page) {
        RequestPage.signIn(page, portal, DemoStaff.BRAM);
        page.navigate("/inspectie/accounts");
        shown(page, "#rijen tr");
        look.accept("accounts", page);
        page.locator("#rijen button").first().click();
        shown(page, "#account-formulier");
        look.accept("accounts-wijzigen", page);
        page.navigate("/inspectie/accounts/lijst");
        var list = "email;naam;mobiel\nlijst-" + UUID.randomUUID() + "@igj.nl;Mia Lijst;0612341234\n";
        page.locator("#csv").setInputFiles(new FilePayload("mensen.csv", "text/csv", list.getBytes(UTF_8)));
        look.accept("accounts-lijst", page);
        page.locator("#lijst-formulier button").click();
        shown(page, "#doen");
        look.accept("accounts-lijst-plan", page);
        page.locator("#doen").click();
        shown(page, "#wachtwoorden-rijen tr");
        look.accept("accounts-lijst-gedaan", page);
        page.navigate("/inspectie/instellingen");
        shown(page, "#rijen tr");
        look.accept("instellingen", page);
        page.navigate("/inspectie/wachtrijen");
        page.locator("#zoeken summary").click();
        page.locator("#sought").fill("geen adres");
        page.locator("#filters [type=submit]").click();
        shown(page, "[data-errors]");
        look.accept("wachtrijen-fout", page);
        page.locator("#sought").fill("niemand@example.org");
        page.locator("#filters [type=submit]").click();
        shown(page, "#gedaan:not(:empty)");
        look.accept("wachtrijen-niets", page);
    }

    private void auditing(Page page) {
        page.navigate("/inspectie/logboek");
        shown(page, "#rijen tr");
        look.accept("logboek", page);
        page.navigate("/inspectie/logboek?transfer=00000000-0000-0000-0000-000000000000");
        shown(page, "#filters");
        look.accept("logboek-leeg", page);
    }

    private void finding(Page page) {
        page.navigate("/inspectie/persoon");
        shown(page, "#zoeken");
        look.accept("persoon", page);
        search(page, "geen adres");
        shown(page, "[data-errors]");
        look.accept("persoon-fout", page);
        search(page, "niemand@example.org");
        shown(page, "#verzendingen-leeg");
        look.accept("persoon-niets", page);
        search(page, known);
        shown(page, "#verzendingen-rijen tr");
        look.accept("persoon-gevonden", page);
        search(page, DemoStaff.SANNE.email());
        shown(page, "#accounts dl");
        look.accept("persoon-account", page);
    }

    private static void search(Page page, String query) {
        page.locator("#query").fill(query);
        page.locator("#zoeken [type=submit]").click();
    }

    private static void shown(Page page, String place) {
        assertThat(page.locator(place).first()).isVisible();
    }
}
