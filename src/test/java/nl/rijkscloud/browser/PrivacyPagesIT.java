package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The privacy officer searches for a person, and sees how long data is kept. */
@BrowserTest
class PrivacyPagesIT {
    private static final int MORE_THAN_A_PAGE = 26;

    private Visitors visitors;
    private Visitor officer;
    private Page page;

    @BeforeEach
    void signIn(Visitors visitors) {
        this.visitors = visitors.expecting("status of 401").expecting("status of 404").expecting("status of 422");
        officer = as(DemoStaff.FENNA);
        page = officer.page();
    }

    @Test
    void personIsFoundByKeyboardAndStaysOutOfUrlAndHistory() {
        var sender = SenderJourney.begin(visitors.portal());
        officer.open("/inspectie").isAt("Overzicht").follow("Persoon zoeken").isAt("Persoon zoeken");

        assertThat(page.locator("#query")).isVisible();
        page.locator("#query").focus();
        page.keyboard().type(sender.email());
        page.keyboard().press("Enter");

        assertThat(page.locator("[role=status]#gevonden")).containsText("verzendingen 1");
        assertThat(page.locator("#verzendingen-rijen tr")).containsText("afzender");
        assertThat(page.locator("#verzendingen-rijen tr")).containsText("Wordt vernietigd op");
        Assertions.assertThat(page.url()).endsWith("/inspectie/persoon");
        page.reload();
        officer.isAt("Persoon zoeken").doesNotSee(sender.email());
        Assertions.assertThat(
                (String) page.evaluate("JSON.stringify([history.state, {...localStorage}, {...sessionStorage}])"))
                .doesNotContain(sender.email());
    }

    @Test
    void logShowsTheSearchButNotThePerson() {
        var sender = SenderJourney.begin(visitors.portal());
        find(sender.email());
        officer.follow("Bekijk de zoekacties").isAt("Logboek");

        assertThat(page.locator("#rijen tr")).hasCount(1);
        assertThat(page.locator("#rijen tr")).containsText("Persoon gezocht");
        assertThat(page.locator("#rijen tr")).containsText("gezochte persoon");
        officer.doesNotSee(sender.email());
    }

    @Test
    void logOfATransferIsOneLinkAway() {
        var sender = SenderJourney.begin(visitors.portal());
        find(sender.email());
        page.locator("#verzendingen-rijen a").click();

        officer.isAt("Logboek");
        assertThat(page.locator("#transfer")).hasValue(sender.transferId());
    }

    @Test
    void errorSummaryLinksToTheField() {
        officer.open("/inspectie/persoon").isAt("Persoon zoeken").press("Zoek");
        assertThat(page.locator("[data-errors]")).isFocused();
        page.locator("[data-errors] a").click();
        assertThat(page.locator("#query")).isFocused();

        officer.fill("E-mailadres of telefoonnummer", "%@example.org%").press("Zoek")
                .sees("E-mailadres of telefoonnummer: ");
        assertThat(page.locator("#resultaat")).isHidden();
    }

    @Test
    void nextPageOfALongListMovesFocusToIt() {
        var asker = StaffJourney.signIn(visitors.portal(), DemoStaff.SANNE);
        for (var i = 0; i < MORE_THAN_A_PAGE; i++) {
            RequestJourney.ask(visitors.portal(), asker);
        }
        find(DemoStaff.SANNE.email());
        var rows = page.locator("#verzendingen-rijen tr");
        assertThat(rows).hasCount(MORE_THAN_A_PAGE - 1);
        officer.press("Toon meer verzendingen");

        assertThat(rows.nth(MORE_THAN_A_PAGE - 1)).isFocused();
        assertThat(page.locator("#accounts")).containsText("medewerker");
    }

    @Test
    void retentionTermsAreShownAndNothingIsOverdue() {
        var sanne = StaffJourney.signIn(visitors.portal(), DemoStaff.SANNE);
        var asked = RequestJourney.ask(visitors.portal(), sanne);
        SenderJourney.expect(204,
                sanne.browser().post("/api/staff/transfers/" + asked.id() + "/withdraw", new JsonObject()));
        officer.open("/inspectie").isAt("Overzicht").follow("Bewaartermijnen").isAt("Bewaartermijnen").sees("Ja. Op");

        assertThat(page.locator("#instellingen")).containsText("30 dagen");
        assertThat(page.locator("#instellingen")).containsText("2 jaar");
        page.locator("#maanden a").last().click();
        officer.isAt("Logboek");
        assertThat(page.locator("#action")).hasValue("transfer-withdrawn");
        assertThat(page.locator("#rijen")).containsText(asked.id());
    }

    @Test
    void figuresAreAChartATableAndAFileWithoutPeople() throws IOException {
        var sender = SenderJourney.begin(visitors.portal());
        sender.add("brief.txt", "Geachte inspectie".getBytes(StandardCharsets.US_ASCII));
        sender.awaitChecked();
        sender.submit();
        sender.downloadLink();
        officer.open("/inspectie").isAt("Overzicht").follow("Cijfers").isAt("Cijfers").sees("Wij tellen sinds");

        assertThat(page.locator("#bezorgd-grafiek svg[role=img] text")).hasCount(24);
        assertThat(page.locator("#bezorgd-rijen")).isHidden();
        page.locator("#bezorgd ~ details summary").click();
        assertThat(page.locator("#bezorgd-rijen tr")).hasCount(12);
        var saved = page.waitForDownload(() -> page.locator("#maanden-csv").click()).path();
        var lines = Files.readString(saved).strip().lines().toList();
        Assertions.assertThat(lines).hasSize(13).noneMatch(line -> line.contains(sender.email()));
        Assertions.assertThat(lines.getFirst()).startsWith("\uFEFF\"Maand\";\"Spontaan ontvangen\"");
        var delivered = Integer.parseInt(lines.getLast().split(";")[1].replace("\"", ""));
        Assertions.assertThat(delivered).isPositive();
        assertThat(page.locator("#bezorgd-rijen tr").last().locator("td").nth(1))
                .hasText(String.valueOf(delivered));

        page.locator("#kind").selectOption("sent");
        page.locator("#department").selectOption("none");
        officer.press("Toon").isAt("Cijfers");
        Assertions.assertThat(page.url()).contains("kind=sent").contains("department=none");
        assertThat(page.locator("#kind")).hasValue("sent");
        assertThat(page.locator("#verzoeken-deel")).isHidden();
    }

    @Test
    void administratorSeesTermsButCannotSearch() {
        var administrator = as(DemoStaff.BRAM);
        administrator.open("/inspectie/bewaren").isAt("Bewaartermijnen").sees("Ja. Op");
        assertThat(administrator.page().locator("#maanden a")).hasCount(0);
        assertThat(administrator.page().locator(".rc-staff-nav a[href='/inspectie/persoon']")).isHidden();

        administrator.open("/inspectie/persoon");
        assertThat(administrator.page().locator("[data-errors]")).isVisible();
        assertThat(administrator.page().locator("#query")).isHidden();
    }

    private void find(String query) {
        officer.open("/inspectie/persoon").isAt("Persoon zoeken").fill("E-mailadres of telefoonnummer", query)
                .press("Zoek");
        assertThat(page.locator("#resultaat")).isVisible();
    }

    private Visitor as(DemoStaff person) {
        var visitor = visitors.onADesktop();
        visitor.open("/inspectie/aanmelden").isAt("Meld u aan");
        RequestPage.signIn(visitor.page(), visitor.portal(), person);
        return visitor;
    }
}
