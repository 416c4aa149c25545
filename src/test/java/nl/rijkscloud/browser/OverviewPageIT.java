package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static nl.rijkscloud.testing.SenderJourney.expect;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SendingJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
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

        assertThat(row(inspector, soon)).containsText("Nog even tijd. Beantwoorden kan tot en met");
        assertThat(row(inspector, later)).containsText("Beantwoorden kan tot en met");
        assertThat(row(inspector, later)).not().containsText("te laat");
        assertThat(row(inspector, answered)).containsText("Al beantwoord. Meer sturen kan tot en met");
        inspector.open("/inspectie?state=delivered&party=" + answered.email());
        assertThat(inspector.page().locator("#rijen tr")).containsText("Downloaden kan tot");
        inspector.open("/inspectie?tab=waiting").isAt("Overzicht").sees("Nog even tijd.");
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
        Assertions.assertThat(inspector.page().url()).endsWith("/inspectie#zoek");
        inspector.fill("Zoek een verzending", "bestaat niet ergens").press("Zoek").sees("Gevonden: 0.")
                .sees("Niets gevonden.");
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
    void chosenRowsAreRemindedWithOneSummaryAndSavedAsCsv(Visitors visitors) throws IOException {
        var staff = StaffJourney.signIn(visitors.portal(), DemoStaff.LOTTE);
        // Letters only: a name with a long number is refused.
        var organisation = "Linde " + UUID.randomUUID().toString().replaceAll("[0-9-]", "");
        var asked = List.of(at(visitors, staff, organisation), at(visitors, staff, organisation));
        expect(202, staff.browser().post("/api/staff/transfers/" + asked.getFirst().id() + "/remind",
                new JsonObject()));
        TestDatabase.sql(visitors.portal().config().database(),
                "update transfer set sender_organisation = '=' || sender_organisation where id = '"
                        + asked.getLast().id() + "'");
        var inspector = visitors.expecting("status of 429").expecting("status of 401").onADesktop();
        RequestPage.openedBy(inspector, DemoStaff.LOTTE);
        inspector.open("/inspectie?tab=waiting&sort=name").isAt("Overzicht")
                .fill("Zoek een verzending", organisation).press("Zoek").sees("Gevonden: 2.");

        inspector.page().getByLabel("Kies alles op deze pagina").check();
        inspector.sees("2 gekozen");
        var download = inspector.page().waitForDownload(() -> inspector.press("Bewaar als csv-bestand"));
        Assertions.assertThat(Files.readString(download.path())).startsWith("\uFEFF\"Nummer\";\"Soort\"")
                .contains("\"'=" + organisation + "\"").contains(asked.getFirst().email());
        inspector.press("Herinner").sees("Herinnering sturen?");
        inspector.page().locator("#bevestig-ja").click();
        inspector.sees("1 herinnerd.").sees("Niet gelukt: 1.").sees("1 keer is vandaag al herinnerd:");
        Assertions.assertThat(asked.getLast().mail(2).subject()).startsWith("Herinnering");

        inspector.follow(organisation).isAt("Verzending").follow("Terug naar het overzicht")
                .isAt("Overzicht").sees("Gevonden: 2.");
        Assertions.assertThat(inspector.page().url()).endsWith("?tab=waiting&sort=name#zoek");
        inspector.page().context().clearCookies();
        inspector.page().reload();
        inspector.isAt("Meld u aan");
        Assertions.assertThat(inspector.page().url()).doesNotContain("Linde").doesNotContain("tab");
        RequestPage.signIn(inspector.page(), visitors.portal(), DemoStaff.LOTTE);
        inspector.open("/inspectie").isAt("Overzicht").sees("Gevonden: 2.");
    }

    @Test
    void listOfRequestsTellsWhoHasNotAnsweredAndRemindsThem(Visitors visitors) {
        var domain = UUID.randomUUID() + ".example.org";
        var inspector = visitors.onADesktop();
        var page = RequestPage.openedBy(inspector, DemoStaff.SANNE);
        page.list("naam;e-mail\nAnna;anna@%1$s\nBas;bas@%1$s\nCarl;carl@%1$s\n".formatted(domain))
                .explain("Wilt u ons het jaarverslag sturen?");
        inspector.fill("Kenmerk", "Ronde 7");
        page.next();
        inspector.isAt("Controleer en verstuur").press("Verstuur verzoek").isAt("Uw verzoek is verstuurd")
                .follow("Bekijk wie heeft geantwoord").isAt("Lijst met verzoeken").sees("0 van 3 beantwoord.")
                .sees("Ronde 7");
        TestDatabase.sql(visitors.portal().config().database(), "update request r set answered_at = now() "
                + "from transfer t where t.id = r.transfer_id and t.sender_email = 'anna@" + domain + "'");

        inspector.follow("Niet beantwoord").isAt("Lijst met verzoeken").sees("1 van 3 beantwoord.");
        assertThat(inspector.page().locator("#rijen tr")).hasCount(2);
        inspector.press("Herinner de 2 die niet hebben geantwoord").sees("Herinnering sturen?");
        inspector.page().locator("#bevestig-ja").click();
        inspector.sees("2 herinnerd.");
        inspector.follow("Overzicht").isAt("Overzicht");
        inspector.page().getByText("Uw lijsten met verzoeken").click();
        assertThat(inspector.page().locator("#lijsten li").first()).containsText("1 van 3 beantwoord.");
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
                .sees("Open eerst de e-mail van").doesNotSee("Deel met een collega of afdeling")
                .doesNotSee("Stuur een nieuwe link").doesNotSee("Naar de documenten");

        inspector.open(link).isAt("Uw document(en) downloaden").follow("Delen, verlengen of opnieuw sturen")
                .isAt("Verzending").sees("Deel met een collega of afdeling").doesNotSee("Open eerst de e-mail van");
        inspector.follow("Naar de documenten").isAt("Uw document(en) downloaden").sees("brief.txt");
        inspector.follow("Overzicht").isAt("Overzicht");
    }

    private static RequestJourney at(Visitors visitors, StaffJourney staff, String organisation) {
        return RequestJourney.ask(visitors.portal(), staff, new JsonObject().put("to", new JsonObject()
                .put("organisation", organisation)));
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
