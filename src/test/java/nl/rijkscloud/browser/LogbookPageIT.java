package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Files;
import nl.rijkscloud.demo.DemoStaff;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The privacy officer searches the audit log. */
@BrowserTest
class LogbookPageIT {
    private Visitor officer;

    @BeforeEach
    void signIn(Visitors visitors) {
        officer = visitors.expecting("status of 401").onADesktop();
        officer.open("/inspectie/aanmelden").isAt("Meld u aan");
        RequestPage.signIn(officer.page(), officer.portal(), DemoStaff.FENNA);
        officer.open("/inspectie").isAt("Overzicht");
    }

    @Test
    void linesAreFoundByActionAndByActor() {
        officer.page().locator(".rc-staff-nav a[href='/inspectie/logboek']").click();
        officer.isAt("Logboek");
        officer.page().locator("#action").selectOption("signed-in");
        officer.press("Toon");
        var rows = officer.page().locator("#rijen tr");
        assertThat(rows.first()).containsText("Aangemeld");
        assertThat(rows.first()).containsText("Medewerker");

        rows.first().locator("a").first().click();

        assertThat(officer.page().locator("#actor")).not().hasValue("");
        assertThat(officer.page().locator("#rijen")).containsText("Logboek bekeken");
    }

    @Test
    void shownLinesCanBeDownloaded() throws Exception {
        officer.open("/inspectie/logboek?action=account-added").isAt("Logboek");

        var download = officer.page().waitForDownload(() -> officer.page().locator("#export").click());

        org.assertj.core.api.Assertions.assertThat(Files.readAllLines(download.path()))
                .hasSize(DemoStaff.ALL.size()).allMatch(line -> line.contains("\"action\":\"account-added\""));
    }
}
