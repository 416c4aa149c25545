package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mailed links that arrive damaged or too late, or open in a browser without scripts. */
@BrowserTest
class LinkPagesIT {
    private static final String NOBODYS = "/AAAAAAAAAAAAAAAAAAAAAA";
    private static final String SECRET = "#" + "A".repeat(43);

    @TempDir
    Path device;

    @ParameterizedTest
    @ValueSource(strings = {"/verstuur", "/ontvang", "/rapportage"})
    void anUnknownLinkSaysWhatToDo(String kind, Visitors visitors) {
        var visitor = visitors.expecting("status of 404").onAPhone().open(kind + NOBODYS + SECRET);

        visitor.isAt("Deze link werkt niet meer").sees("Open dan de link in de nieuwste e-mail.");
        assertThat(visitor.page().url()).doesNotContain("#");
        assertThat(visitor.page()).hasTitle("Deze link werkt niet meer – IGJ Rijkscloud");
    }

    @Test
    void deadLinkMentionsSentDocumentsOnlyToPossibleSenders(Visitors visitors) {
        visitors.expecting("status of 404");
        visitors.onAPhone().open("/ontvang" + NOBODYS + SECRET).isAt("Deze link werkt niet meer")
                .doesNotSee("verstuurd");
        visitors.onAPhone().open("/rapportage" + NOBODYS + SECRET).isAt("Deze link werkt niet meer")
                .sees("Er is niets veranderd aan wat u al hebt verstuurd.");
    }

    @Test
    void aUsedUploadLinkLooksLikeAnUnknownOne(Visitors visitors) {
        var mail = SenderJourney.begin(visitors.portal());
        var link = mail.uploadLink();
        mail.add("brief.txt", new byte[] {'a'});
        mail.submit();

        visitors.expecting("status of 404").onADesktop().open(link).isAt("Deze link werkt niet meer")
                .follow("Vraag een nieuwe link aan").isAt("Vul de gegevens in");
    }

    @Test
    void linkWithTheFormerNameLeadsOnWithItsSecret(Visitors visitors) {
        var mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        var visitor = visitors.onAPhone().open(mail.uploadLink().replace("localhost", "127.0.0.1"));

        visitor.isAt("Het adres van deze website is veranderd");
        assertThat(visitor.page().url()).contains("127.0.0.1").doesNotContain("#");
        visitor.follow("English").isAt("The address of this website has changed");
        assertThat(visitor.page().url()).doesNotContain("#");
        visitor.follow("Continue to the new address").isAt("Uw document(en) versturen");
        assertThat(visitor.page().url()).contains("localhost").doesNotContain("#");
    }

    @Test
    void cutOffSecretCanBePasted(Visitors visitors) {
        var mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        var link = mail.uploadLink();
        var visitor = visitors.expecting("status of 404").onAPhone().open(link.substring(0, link.indexOf('#')));

        visitor.isAt("Plak de link uit uw e-mail").press("Link openen").sees("Plak hier de link uit de e-mail.");
        visitor.fill("De hele link uit de e-mail", "https://voorbeeld.nl/verstuur" + NOBODYS + SECRET)
                .press("Link openen")
                .sees("Dit is geen volledige link van IGJ Rijkscloud.");
        visitor.fill("De hele link uit de e-mail", "<" + link.replace("localhost", "127.0.0.1")
                        .replace("/verstuur", "\n/verstuur") + ">")
                .press("Link openen")
                .isAt("Uw document(en) versturen");
        assertThat(visitor.page().url()).doesNotContain("#");
    }

    @Test
    void welcomePageAcceptsAPastedLink(Visitors visitors) {
        var mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        var visitor = visitors.onADesktop().open("/");

        visitor.page().locator("summary").click();
        visitor.fill("De hele link uit de e-mail", mail.uploadLink()).press("Link openen")
                .isAt("Uw document(en) versturen");
    }

    @Test
    void theSecretLeavesTheAddressAndTheHistoryAtOnce(Visitors visitors) {
        var mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        var link = mail.uploadLink();
        var page = visitors.onADesktop().open("/").open(link).isAt("Uw document(en) versturen").page();

        assertThat(page.url()).isEqualTo(link.substring(0, link.indexOf('#')));
        page.goBack();
        page.goForward();
        assertThat(page.url()).isEqualTo(link.substring(0, link.indexOf('#')));
        assertThat((String) page.evaluate(
                "() => JSON.stringify([history.state, {...localStorage}, {...sessionStorage}, document.cookie])"))
                .doesNotContain(link.substring(link.indexOf('#') + 1));
    }

    @Test
    void afterAReloadThePageGoesOnWithoutTheSecret(Visitors visitors) {
        var mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        var visitor = visitors.onADesktop().open(mail.uploadLink()).isAt("Uw document(en) versturen");

        visitor.page().reload();
        visitor.isAt("Uw document(en) versturen").sees(mail.email());
    }

    /** Each changes the browser's cookie; no page invalidates another. */
    @Test
    void eightLinksOpenedAtOnceBesideAnUploadAllWork(Visitors visitors) {
        visitors.expecting("status of 404"); // here a page had to open its link once more
        var uploading = SenderJourney.before(visitors.portal());
        uploading.fillIn("nl");
        var visitor = visitors.onADesktop().open(uploading.uploadLink()).isAt("Uw document(en) versturen");
        visitors.line().slow(1_000_000);
        var documents = new UploadPage(visitor);
        documents.choose(new Papers(device).pdf("groot.pdf", 6_000_000)).says("groot.pdf", "per seconde");
        var mails = Stream.generate(() -> SenderJourney.before(visitors.portal())).limit(8).toList();
        mails.forEach(mail -> mail.fillIn("nl"));
        var links = mails.stream().map(SenderJourney::uploadLink).toList();
        var tabs = links.stream().map(link -> visitor.inAnotherTab().open("/")).toList();

        for (var i = 0; i < tabs.size(); i++) {
            tabs.get(i).page().evaluate("address => { setTimeout(() => { location.href = address; }); }", links.get(i));
        }

        for (var i = 0; i < tabs.size(); i++) {
            tabs.get(i).isAt("Uw document(en) versturen").sees(mails.get(i).email());
        }
        visitors.line().fullSpeed();
        documents.received("groot.pdf");
        for (var i = 0; i < tabs.size(); i++) {
            new UploadPage(tabs.get(i)).choose(new Papers(device).text("brief" + i + ".txt", 100))
                    .received("brief" + i + ".txt");
        }
        visitor.press("Verstuur document(en)").isAt("Uw documenten zijn verzonden").sees(uploading.email());
    }

    @Test
    void pageWithALostGrantOpensItsLinkAgain(Visitors visitors) {
        var mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        var visitor = visitors.expecting("status of 404").onADesktop().open(mail.uploadLink())
                .isAt("Uw document(en) versturen");

        visitor.page().context().clearCookies();
        new UploadPage(visitor).choose(new Papers(device).text("brief.txt", 100)).received("brief.txt");

        visitor.page().context().clearCookies();
        visitor.press("Verstuur document(en)").sees("Dit is niet gelukt");
    }

    @Test
    void lostConnectionIsShownAndRetried(Visitors visitors) {
        var mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        var visitor = visitors.expecting("net::ERR_").onAPhone();
        visitor.page().route("**/api/sessions", route -> route.abort());

        visitor.open(mail.uploadLink()).isAt("De link kon niet worden geopend").sees("Uw link blijft werken.");
        visitor.page().unroute("**/api/sessions");
        visitor.press("Probeer het opnieuw").isAt("Uw document(en) versturen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/gegevens", "/verstuur" + NOBODYS, "/ontvang" + NOBODYS, "/rapportage" + NOBODYS})
    void pageWithoutScriptsSaysSoAndOffersNoDeadControls(String path, Visitors visitors) {
        var visitor = visitors.withoutScripts().open(path).isAt("JavaScript staat uit");

        assertThat(visitor.page().locator("noscript .utrecht-alert")).containsText("Zet JavaScript aan in uw browser");
        assertThat(visitor.page().locator("button:visible, [type=submit]:visible")).hasCount(0);
    }

    @Test
    void unknownAddressShowsAHelpfulPage(Visitors visitors) {
        visitors.expecting("status of 404").onAPhone().open("/bestaat-niet").isAt("Deze pagina bestaat niet")
                .follow("Naar de startpagina").isAt("Veilig documenten uitwisselen met de inspectie");
    }
}
