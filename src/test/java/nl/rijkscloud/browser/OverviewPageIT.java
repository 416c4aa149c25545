package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SendingJourney;
import nl.rijkscloud.testing.StaffJourney;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The overview's texts about time, and its links to other pages. */
@BrowserTest
class OverviewPageIT {
    /** In CSS pixels from the top of the page. */
    private static final double HIGHEST = 560;
    private static final double LOW = 56;
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Amsterdam"));

    @Test
    void deadlinesAreInWordsAndUrgentOnesAreMarked(Visitors visitors) {
        var staff = StaffJourney.signIn(visitors.portal(), DemoStaff.LOTTE);
        var soon = asked(visitors, staff, TODAY.plusDays(1), false);
        var later = asked(visitors, staff, TODAY.plusDays(20), false);
        var answered = asked(visitors, staff, TODAY.plusDays(1), true).opened();
        answered.add("jaarverslag.txt", "Jaarverslag".getBytes());
        answered.submit();
        answered.notification(DemoStaff.LOTTE.email());
        var inspector = visitors.onADesktop();
        RequestPage.openedBy(inspector, DemoStaff.LOTTE);

        assertThat(row(inspector, soon)).containsText("Bijna te laat. Beantwoorden kan tot en met");
        assertThat(row(inspector, later)).containsText("Beantwoorden kan tot en met");
        assertThat(row(inspector, later)).not().containsText("te laat");
        assertThat(row(inspector, answered)).containsText("Al beantwoord. Meer sturen kan tot en met");
        inspector.open("/inspectie?state=delivered&party=" + answered.email());
        assertThat(inspector.page().locator("#rijen tr")).containsText("Ophalen kan tot");
        inspector.open("/inspectie?tab=waiting").isAt("Overzicht").sees("Bijna te laat.");
        assertThat(inspector.page().locator("#rijen")).containsText(soon.email());
        assertThat(inspector.page().locator("#rijen")).not().containsText(answered.email());
    }

    @Test
    void wordsFindATransferAndStandInNoAddress(Visitors visitors) {
        var staff = StaffJourney.signIn(visitors.portal(), DemoStaff.LOTTE);
        var one = asked(visitors, staff, TODAY.plusDays(9), false);
        asked(visitors, staff, TODAY.plusDays(9), false);
        var inspector = visitors.onADesktop();
        RequestPage.openedBy(inspector, DemoStaff.LOTTE);
        inspector.open("/inspectie").isAt("Overzicht");
        assertThat(inspector.page().locator("[data-tab=waiting] .rc-count")).isVisible();

        inspector.fill("Zoek een verzending", one.email().substring(0, 20)).press("Zoek").sees("Gevonden: 1.");

        assertThat(inspector.page().locator("#rijen tr")).hasCount(1);
        assertThat(inspector.page().locator("#rijen tr")).containsText(one.email());
        Assertions.assertThat(inspector.page().url()).endsWith("/inspectie");
        inspector.fill("Zoek een verzending", "bestaat niet ergens").press("Zoek").sees("Gevonden: 0.")
                .sees("Er zijn geen verzendingen die hierbij passen.");
    }

    @Test
    void firstRowStandsHighAndIsLow(Visitors visitors) {
        var staff = StaffJourney.signIn(visitors.portal(), DemoStaff.LOTTE);
        asked(visitors, staff, TODAY.plusDays(9), false);
        var inspector = visitors.onADesktop();
        RequestPage.openedBy(inspector, DemoStaff.LOTTE);
        inspector.page().setViewportSize(1280, 800);
        for (var i = 0; i < 6; i++) {
            asked(visitors, staff, TODAY.plusDays(2 * i), false);
        }
        inspector.open("/inspectie").isAt("Overzicht");
        var row = inspector.page().locator("#rijen tr").first();
        row.waitFor();

        Assertions.assertThat(row.boundingBox().y).isLessThanOrEqualTo(HIGHEST);
        Assertions.assertThat(row.boundingBox().height).isLessThanOrEqualTo(LOW);
    }

    @Test
    void transferPageLinksOnlyItsMakerToTheDraft(Visitors visitors) {
        var draft = SendingJourney.begin(StaffJourney.signIn(visitors.portal(), DemoStaff.SANNE));
        var inspector = visitors.onAPhone();
        RequestPage.openedBy(inspector, DemoStaff.SANNE);
        inspector.open("/inspectie/verzending/" + draft.id()).isAt("Verzending").follow("Ga verder met dit concept")
                .isAt("Nieuwe verzending");
        assertThat(new SendingPage(inspector).field(1, "E-mailadres")).hasValue(draft.email());

        var overseer = visitors.onADesktop();
        overseer.open("/inspectie/aanmelden").isAt("Meld u aan");
        RequestPage.signIn(overseer.page(), visitors.portal(), DemoStaff.BRAM);
        overseer.open("/inspectie/verzending/" + draft.id()).isAt("Verzending").sees("Er is nog niets verzonden.");
        assertThat(overseer.page().locator("#concept")).isHidden();
    }

    @Test
    void pageNamesTheMailToOpenFirstAndLeadsToTheDocumentsAndBack(Visitors visitors) {
        var sender = SenderJourney.begin(visitors.portal());
        sender.add("brief.txt", "Geachte inspectie".getBytes());
        sender.submit();
        var link = sender.downloadLink();
        var inspector = visitors.expecting("status of 401").onADesktop();
        RequestPage.openedBy(inspector, DemoStaff.SANNE);
        inspector.open("/inspectie/verzending/" + sender.transferId()).isAt("Verzending")
                .sees("Open eerst de e-mail van").doesNotSee("Stuur een eigen link")
                .doesNotSee("Stuur een nieuwe link").doesNotSee("Naar de documenten");

        inspector.open(link).isAt("Uw document(en) downloaden").follow("Delen, verlengen of opnieuw sturen")
                .isAt("Verzending").sees("Stuur een eigen link").doesNotSee("Open eerst de e-mail van");
        inspector.follow("Naar de documenten").isAt("Uw document(en) downloaden").sees("brief.txt");
        inspector.follow("Overzicht").isAt("Overzicht");
    }

    private static RequestJourney asked(Visitors visitors, StaffJourney staff, LocalDate deadline, boolean repeat) {
        return RequestJourney.ask(visitors.portal(), staff,
                new JsonObject().put("deadline", deadline.toString()).put("repeat", repeat));
    }

    private static Locator row(Visitor inspector, RequestJourney journey) {
        inspector.open("/inspectie?state=open&party=" + journey.email()).isAt("Overzicht");
        return inspector.page().locator("#rijen tr");
    }
}
