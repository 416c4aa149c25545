package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.WaitForRequestFinishedOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import nl.rijkscloud.demo.Caught;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RecipientJourney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staff send documents to an outsider: a draft, a review step, and the recipient's page. */
@BrowserTest
class SendingPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path device;

    private final String domain = "z" + UUID.randomUUID() + ".example.org";
    private final String mobile = RecipientJourney.freshMobile();

    @Test
    void fromOverviewThroughDraftAndReviewToTheRecipientsDownload(Visitors visitors) throws Exception {
        var letter = new Papers(device).pdf("Besluit.pdf", 300_000);
        var table = new Papers(device).text("Overzicht 2026.txt", 70_001);
        var inspector = visitors.expecting("status of 401").onADesktop();
        var page = SendingPage.openedBy(inspector, DemoStaff.SANNE)
                .to(1, "Anna de Vries", "anna@" + domain, "0" + mobile.substring(3));
        inspector.press("Nog een ontvanger");
        page.to(2, "Bas Jansen", "bas@" + domain, "+32 470 12 34 56").next().saved();
        page.documents().choose(letter, table).received("Besluit.pdf").received("Overzicht 2026.txt");
        inspector.fill("Onderwerp", "Ons besluit").fill("Begeleidende tekst", "Hierbij ons besluit.\nSanne");
        inspector.page().waitForRequestFinished(saying("2026-114"), () -> inspector.fill("Kenmerk", "2026-114"));

        inspector.press("Afmelden").isAt("U bent afgemeld");
        var elsewhere = visitors.onAPhone();
        SendingPage.openedBy(elsewhere, DemoStaff.SANNE);
        elsewhere.open("/inspectie?kind=sent&state=open&party=@" + domain).isAt("Overzicht");
        elsewhere.page().locator("#rijen a").click(); // the page has other links of that name
        elsewhere.isAt("Nieuwe verzending");
        page = new SendingPage(elsewhere).saved();
        assertThat(page.field(1, "Mobiel nummer")).hasValue(mobile);
        assertThat(page.field(2, "E-mailadres")).hasValue("bas@" + domain);
        assertThat(elsewhere.field("Begeleidende tekst")).hasValue("Hierbij ons besluit.\nSanne");
        page.documents().received("Besluit.pdf").received("Overzicht 2026.txt");
        page.next();

        elsewhere.isAt("Controleer en verstuur").sees("U schrijft voor het eerst naar anna@" + domain + ".")
                .sees("2 ontvangers krijgen dezelfde documenten te zien.");
        elsewhere.sees(mobile).sees("+32470123456").sees("Besluit.pdf").sees("Ons besluit").press("Terug")
                .isAt("Nieuwe verzending");
        page.next();
        elsewhere.isAt("Controleer en verstuur").press("Verstuur document(en)").isAt("Uw documenten zijn verzonden");
        elsewhere.sees("bas@" + domain).sees("2 documenten").sees(DemoStaff.SANNE.email());

        var recipient = visitors.onAPhone().open(caught(visitors, "anna@" + domain).link().orElseThrow())
                .isAt("Ontvangen documenten");
        recipient.fill("Code van zes cijfers", caught(visitors, mobile).code().orElseThrow())
                .press("Naar document(en)");
        recipient.isAt("Uw document(en) downloaden").sees("Ons besluit").sees("2026-114").sees("Hierbij ons besluit.");
        assertThat(new ReceivePage(recipient).download("Overzicht 2026.txt")).isEqualTo(Files.readAllBytes(table));
        assertThat(new ReceivePage(recipient).download("Besluit.pdf")).isEqualTo(Files.readAllBytes(letter));

        elsewhere.follow("Bekijk deze verzending").isAt("Verzending").reloadsUntilItSees("Alles gedownload op");
        elsewhere.follow("Maak een nieuwe verzending zoals deze").isAt("Nieuwe verzending")
                .sees("Wij hebben de ontvangers en de taal van uw eerdere verzending overgenomen.");
        assertThat(page.field(1, "Mobiel nummer")).hasValue(mobile);
        assertThat(page.field(2, "E-mailadres")).hasValue("bas@" + domain);
        elsewhere.open(report(visitors)).isAt("Rapportage van uw verzending").sees("Besluit.pdf")
                .sees("anna@" + domain);
    }

    /**
     * The open page, filled in, continues after the restart: same session, same documents, and incomplete uploads
     * continue.
     */
    @Test
    void draftSurvivesARestartOfThePortal(Visitors visitors) throws Exception {
        var letter = new Papers(device).pdf("Besluit.pdf", 300_000);
        var large = new Papers(device).zip("Dossier.zip", 8_000_000);
        var inspector = visitors.expecting("status of 401").expecting("net::ERR_").expecting("status of 503")
                .onADesktop();
        var page = SendingPage.openedBy(inspector, DemoStaff.LOTTE).to(1, "Anna de Vries", "anna@" + domain, mobile)
                .next().saved();
        page.documents().choose(letter).received("Besluit.pdf");
        inspector.page()
                .waitForRequestFinished(saying("Ons besluit"), () -> inspector.fill("Onderwerp", "Ons besluit"));
        page.saved();
        visitors.line().slow(2_000_000);
        page.documents().choose(large).says("Dossier.zip", "per seconde");

        visitors.portal().restart();
        visitors.line().fullSpeed();
        page.documents().received("Dossier.zip");
        visitors.portal().restart();
        inspector.page().reload();

        inspector.isAt("Nieuwe verzending");
        page.documents().received("Besluit.pdf").received("Dossier.zip");
        assertThat(page.field(1, "E-mailadres")).hasValue("anna@" + domain);
        assertThat(page.field(1, "Mobiel nummer")).hasValue(mobile);
        assertThat(inspector.field("Onderwerp")).hasValue("Ons besluit");
        page.next();
        inspector.isAt("Controleer en verstuur").press("Verstuur document(en)").isAt("Uw documenten zijn verzonden")
                .sees("2 documenten");
        var recipient = visitors.onAPhone().open(caught(visitors, "anna@" + domain).link().orElseThrow())
                .isAt("Ontvangen documenten");
        recipient.fill("Code van zes cijfers", caught(visitors, mobile).code().orElseThrow())
                .press("Naar document(en)");
        recipient.isAt("Uw document(en) downloaden").sees("Ons besluit");
        assertThat(new ReceivePage(recipient).download("Dossier.zip")).isEqualTo(Files.readAllBytes(large));
        assertThat(new ReceivePage(recipient).download("Besluit.pdf")).isEqualTo(Files.readAllBytes(letter));
    }

    @Test
    void similarDomainIsPointedOutAndARepeatedAddressIsRefused(Visitors visitors) {
        var inspector = visitors.expecting("status of 401").expecting("status of 422").onADesktop();
        var page = send(inspector, "anna@" + domain);
        inspector.follow("Nog een verzending").isAt("Nieuwe verzending").press("Nog een ontvanger");
        page.to(1, "Anna", "anna@" + domain, mobile).to(2, "Anna", "ANNA@" + domain, mobile).next();

        inspector.sees("Het e-mailadres van ontvanger 2 staat er al.");
        assertThat(page.field(2, "E-mailadres")).hasAttribute("aria-invalid", "true");
        inspector.press("Verwijder ontvanger 1");
        page.field(1, "E-mailadres").fill("anna@z" + domain);
        page.next().saved().documents().choose(new Papers(device).text("Tweede.txt", 100)).received("Tweede.txt");
        page.next();

        inspector.isAt("Controleer en verstuur").sees("anna@z" + domain + " lijkt op anna@" + domain);
        assertThat(inspector.page().locator("#blik-ontvangers tr")).hasCount(1);
    }

    @Test
    void mistakesAreShownAtTheirFieldsAndADraftIsSavedOnlyWhenValid(Visitors visitors) {
        var inspector = visitors.expecting("status of 401").expecting("status of 422").onAPhone();
        var page = SendingPage.openedBy(inspector, DemoStaff.OMAR).next();
        inspector.sees("Vul de naam van ontvanger 1 in."); // the number may be left out: codes.readOut is on here
        page.to(1, "Anna", "anna@" + domain, "070 340 50 60").next();
        inspector.sees("Het nummer van ontvanger 1 is geen mobiel nummer.");
        page.to(1, "Anna", "anna@" + domain, "+1 202 555 0123").next();
        assertThat(inspector.page().locator("[data-errors]")).isFocused();
        page.to(1, "Anna", "anna@" + domain, mobile).next().saved();
        assertThat(inspector.heading("Documenten")).isFocused();

        page.next();
        inspector.sees("Voeg eerst een document toe.").press("Nog een ontvanger");
        assertThat(page.field(2, "Naam")).isFocused();
        page.field(2, "Naam").fill("Bas");
        page.field(2, "E-mailadres").focus();
        inspector.sees("Nog niet opgeslagen. Vul eerst bij elke ontvanger").press("Verwijder ontvanger 2");
        page.saved();
        assertThat(page.field(1, "Naam")).isFocused();
    }

    @Test
    void signedOutUserContinuesAndADraftCanBeDeleted(Visitors visitors) {
        var inspector = visitors.expecting("status of 401").expecting("status of 404").onADesktop();
        var page = SendingPage.openedBy(inspector, DemoStaff.LOTTE).to(1, "Anna", "anna@" + domain, mobile)
                .next().saved();
        inspector.page().context().clearCookies();
        inspector.fill("Onderwerp", "Nieuw").field("Kenmerk").focus();
        inspector.sees("U bent niet meer aangemeld.");
        page.next();
        inspector.isAt("Meld u aan");
        RequestPage.signIn(inspector.page(), visitors.portal(), DemoStaff.LOTTE);
        inspector.press("Ik ben aangemeld, ga verder").isAt("Nieuwe verzending");
        assertThat(inspector.field("Onderwerp")).hasValue("Nieuw");

        var address = inspector.page().url();
        inspector.press("Verwijder dit concept").isAt("Concept verwijderen?");
        inspector.page().getByRole(AriaRole.DIALOG).getByText("Verwijder dit concept").click();
        inspector.isAt("Overzicht").open(address).isAt("Dit concept is er niet");
    }

    /** Sends one document. */
    private SendingPage send(Visitor inspector, String email) {
        var page = SendingPage.openedBy(inspector, DemoStaff.SANNE).to(1, "Anna", email, mobile).next().saved();
        page.documents().choose(new Papers(device).text("Eerste.txt", 100));
        page.next();
        inspector.isAt("Controleer en verstuur").press("Verstuur document(en)").isAt("Uw documenten zijn verzonden");
        return page;
    }

    /** Saves a draft with these words. */
    private static WaitForRequestFinishedOptions saying(String words) {
        return new WaitForRequestFinishedOptions().setPredicate(
                request -> request.method().equals("PUT") && request.postData().contains(words));
    }

    private static String report(Visitors visitors) throws InterruptedException {
        return visitors.portal().inbox().await(mail -> mail.to().equals(DemoStaff.SANNE.email())
                && mail.subject().contains("Anna de Vries") && mail.text().contains("/rapportage/"), PATIENCE).link()
                .orElseThrow();
    }

    private static Caught caught(Visitors visitors, String to) throws InterruptedException {
        return visitors.portal().inbox().await(message -> message.to().equals(to), PATIENCE);
    }
}
