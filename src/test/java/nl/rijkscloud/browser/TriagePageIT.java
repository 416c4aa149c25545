package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.Test;

/** Staff divide their work with personal marks and claims that the department sees. */
@BrowserTest
class TriagePageIT {
    private static final String PICTURES = System.getProperty("rijkscloud.pictures", "");
    private static final Pattern UNREAD = Pattern.compile("rc-unread");

    @Test
    void rowIsUnreadUntilThisPersonOpensItAndAgainWhenMarked(Visitors visitors) {
        var sent = delivered(visitors);
        var sanne = visitors.onADesktop();
        RequestPage.openedBy(sanne, DemoStaff.SANNE);
        var omar = visitors.onAPhone();
        RequestPage.openedBy(omar, DemoStaff.OMAR);

        assertThat(row(sanne, sent)).hasClass(UNREAD);
        assertThat(row(sanne, sent)).containsText("Ongelezen:");
        assertThat(sanne.page().locator("[data-tab=unread] .rc-count")).isVisible();
        picture(sanne.page(), "ongelezen");
        // The heading stands there before the transfer is read.
        sanne.open("/inspectie/verzending/" + sent.transferId()).sees("Opgepakt door");
        assertThat(row(sanne, sent)).not().hasClass(UNREAD);
        assertThat(row(omar, sent)).hasClass(UNREAD);
        picture(omar.page(), "ongelezen-telefoon");

        sanne.open("/inspectie/verzending/" + sent.transferId()).isAt("Verzending");
        sanne.button("Markeer als ongelezen").waitFor();
        sanne.button("Markeer als ongelezen").focus();
        sanne.page().keyboard().press("Enter");
        sanne.isAt("Overzicht");
        assertThat(row(sanne, sent)).hasClass(UNREAD);
        sanne.page().locator("[data-choose]").first().check();
        picture(sanne.page(), "gekozen");
        sanne.press("Markeer als gelezen").sees("1 gemarkeerd als gelezen.");
        assertThat(sanne.page().locator("#rijen tr")).not().hasClass(UNREAD);
        omar.open("/inspectie?view=departments&tab=unread").isAt("Overzicht");
        assertThat(omar.page().locator("#rijen")).containsText(sent.email());
    }

    @Test
    void memberTakesUpWhatADepartmentReceivedAndAColleagueIsTold(Visitors visitors) {
        var sent = delivered(visitors);
        var address = "/inspectie/verzending/" + sent.transferId();
        var omar = visitors.expecting("status of 409").onAPhone();
        RequestPage.openedBy(omar, DemoStaff.OMAR);
        omar.open(address).sees("Niemand van uw afdeling heeft dit opgepakt.");
        picture(omar.page(), "niemand-telefoon");
        var sanne = visitors.onADesktop();
        RequestPage.openedBy(sanne, DemoStaff.SANNE);
        sanne.open(address).sees("Niemand van uw afdeling heeft dit opgepakt.");

        sanne.button("Pak op").focus();
        sanne.page().keyboard().press("Enter");
        sanne.sees("U hebt dit opgepakt. Uw collega’s zien dat.").sees("Opgepakt voor de afdeling.");
        picture(sanne.page(), "opgepakt");
        omar.press("Pak op").sees("Sanne Bakker was u voor").sees("Sanne Bakker heeft dit opgepakt op");
        assertThat(row(omar, sent)).containsText("Bij Sanne Bakker");
        picture(omar.page(), "opgepakt-rij-telefoon");
        sanne.open("/inspectie?view=departments&tab=claimed").isAt("Overzicht");
        assertThat(sanne.page().locator("#rijen")).containsText(sent.email());
        picture(sanne.page(), "opgepakt-rij");

        omar.open(address).press("Haal weg bij Sanne Bakker").sees("Weghalen bij uw collega?");
        omar.page().locator("#bevestig-ja").click();
        omar.sees("Dit is niet meer opgepakt.").press("Pak op").sees("U hebt dit opgepakt op").press("Geef terug")
                .sees("Niemand van uw afdeling heeft dit opgepakt.");
    }

    @Test
    void deputyIsNamedBeforehandAndBothSeeIt(Visitors visitors) {
        var lotte = visitors.expecting("status of 422").onADesktop();
        RequestPage.openedBy(lotte, DemoStaff.LOTTE);
        lotte.open("/inspectie").isAt("Overzicht").follow("Uw voorkeuren").isAt("Uw voorkeuren")
                .sees("U hebt geen vervanger aangewezen.").press("Wijs aan");
        assertThat(lotte.page().locator("#email-fout")).isVisible();
        var today = LocalDate.now(ZoneId.of("Europe/Amsterdam"));
        lotte.fill("E-mailadres van uw vervanger", "niemand@igj.nl");
        lotte.fill("Vanaf", today.toString()).fill("Tot en met", today.plusDays(9).toString()).press("Wijs aan");
        assertThat(lotte.page().locator("#email-fout")).isVisible();
        picture(lotte.page(), "voorkeuren-fout");

        lotte.fill("E-mailadres van uw vervanger", DemoStaff.SANNE.email());
        lotte.field("E-mailadres van uw vervanger").press("Enter");
        lotte.sees("Uw vervanger is aangewezen.").sees("Sanne Bakker (s.bakker@igj.nl) vervangt u van");
        picture(lotte.page(), "voorkeuren");
        var sanne = visitors.onAPhone();
        RequestPage.openedBy(sanne, DemoStaff.SANNE);
        sanne.open("/inspectie/voorkeuren").sees("Lotte Visser (l.visser@igj.nl), van");
        picture(sanne.page(), "voorkeuren-telefoon");

        lotte.press("Stop de vervanging").sees("De vervanging is gestopt.").sees("U hebt geen vervanger aangewezen.");
    }

    @Test
    void newsComesOnceADayUntilAPersonWantsItAtOnce(Visitors visitors) {
        var omar = visitors.onAPhone();
        RequestPage.openedBy(omar, DemoStaff.OMAR);
        omar.open("/inspectie/voorkeuren").sees("E-mails met nieuws");
        assertThat(omar.page().locator("#dagelijks")).isChecked();
        omar.page().locator("#dagelijks").press("ArrowDown");
        omar.press("Bewaar").sees("Uw keuze is bewaard.");
        picture(omar.page(), "nieuws-telefoon");
        omar.page().reload();
        assertThat(omar.page().locator("#meteen")).isChecked();
    }

    private static SenderJourney delivered(Visitors visitors) {
        var sender = SenderJourney.begin(visitors.portal());
        sender.add("brief.txt", "Geachte inspectie".getBytes());
        sender.submit();
        sender.downloadLink();
        return sender;
    }

    private static Locator row(Visitor staff, SenderJourney sent) {
        staff.open("/inspectie?view=departments&party=" + sent.email()).isAt("Overzicht");
        staff.page().locator("#rijen tr").waitFor();
        return staff.page().locator("#rijen tr");
    }

    private static void picture(Page page, String name) {
        if (!PICTURES.isEmpty()) {
            page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(Path.of(PICTURES, name + ".png")));
        }
    }
}
