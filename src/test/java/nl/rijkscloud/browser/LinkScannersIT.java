package nl.rijkscloud.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.LoadState;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Mail gateways open the links that they see, run the pages' scripts and press the buttons. None of that changes state,
 * with or without the secret.
 */
@BrowserTest
class LinkScannersIT {
    /** Presses them within one task, since one of the forms may navigate away. */
    private static final String PRESS_EVERYTHING = """
            () => setTimeout(() => {
              document.querySelectorAll('input:not([type=file]), textarea').forEach((field) => {
                field.value = 'abc@example.org';
                field.dispatchEvent(new Event('input', {bubbles: true}));
              });
              document.querySelectorAll('button').forEach((button) => button.click());
              document.querySelectorAll('form').forEach((form) => form.requestSubmit());
            })""";

    private Visitors visitors;
    private SenderJourney mail;
    private SenderJourney adding;
    private List<String> links;
    private String before;

    @BeforeEach
    void threeLinksAreInTheMail(Visitors visitors) {
        this.visitors = visitors;
        mail = SenderJourney.begin(visitors.portal());
        var upload = mail.uploadLink();
        mail.add("brief.txt", "Geachte inspectie".getBytes());
        mail.awaitChecked();
        mail.submit();
        adding = SenderJourney.begin(visitors.portal());
        adding.add("brief.txt", "Geachte inspectie".getBytes());
        adding.awaitChecked();
        links = List.of(upload, mail.downloadLink(), mail.reportLink(), adding.uploadLink());
        mail.report();
        before = state();
    }

    @Test
    void fetchingTheAddressesChangesNothing() {
        var scanner = new PortalClient(visitors.portal().baseUrl());
        for (var link : links) {
            var path = path(link);
            assertThat(scanner.get(path).statusCode()).isEqualTo(200);
            assertThat(scanner.send("HEAD", path, BodyPublishers.noBody()).statusCode()).isEqualTo(200);
        }
        assertThat(scanner.cookie()).isEmpty();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void runningThePagesAndPressingAllTheirButtonsChangesNothing() {
        visitors.expecting("status of 40").expecting("status of 42");
        for (var link : links) {
            var page = visitors.onADesktop().open(path(link)).isAt("Plak de link uit uw e-mail").page();
            page.evaluate(PRESS_EVERYTHING);
            page.waitForLoadState(LoadState.NETWORKIDLE);
        }
        assertThat(state()).isEqualTo(before);
    }

    /** Some buttons only show after others were pressed, and a dialog has buttons too. */
    @Test
    void pressingAllButtonsWithTheSecretChangesNothing() {
        visitors.expecting("status of 40").expecting("status of 42");
        for (var link : List.of(mail.downloadLink(), mail.reportLink(), adding.uploadLink())) {
            var page = visitors.onADesktop().open(link).page();
            page.locator("[data-state]:visible:not([data-state=opening])").waitFor();
            for (var round = 0; round < 3; round++) {
                page.evaluate(PRESS_EVERYTHING);
                page.waitForLoadState(LoadState.NETWORKIDLE);
            }
        }
        assertThat(state()).isEqualTo(before);
        visitors.onADesktop().open(mail.downloadLink()).isAt("Meld u aan");
    }

    /** The same buttons work for a person, who types a word. */
    @Test
    void typingTheWordLetsAPersonSendRemoveAndRenew() {
        var sender = visitors.onAPhone().open(adding.uploadLink()).isAt("Uw document(en) versturen");
        sender.press("Verwijder").fill("Typ ja", "nee").press("Verwijder het document").sees("Typ het woord ja.")
                .press("Annuleer");
        sender.sees("brief.txt").press("Verstuur document(en)").fill("Typ ja", "ja").press("Verstuur nu")
                .isAt("Uw documenten zijn verzonden");

        var reader = visitors.onAPhone().open(mail.reportLink()).isAt("Rapportage van uw verzending").unfold();
        reader.press("Stuur de contactpersoon een nieuwe link").fill("Typ ja", "Ja.").press("Stuur een nieuwe link")
                .sees("De contactpersoon krijgt een e-mail met een nieuwe link.");
    }

    @Test
    void postingItsFormsAsABrowserWithoutScriptsWouldChangesNothing() {
        var scanner = new PortalClient(visitors.portal().baseUrl());
        for (var link : links) {
            var form = BodyPublishers.ofString(
                    "subject=a&reference=b&text=c&email=s.bakker%40igj.nl&password=abcdefghijkl&code=123456");
            for (var address : List.of(path(link), "/api/transfer/submit", "/api/sessions", "/api/staff/sign-in",
                    "/api/staff/code",
                    "/api/report/reissue")) {
                assertThat(scanner.send("POST", address, form, "Content-Type", "application/x-www-form-urlencoded")
                        .statusCode())
                        .as(address).isBetween(400, 499);
            }
            var guessed = new JsonObject().put("link", path(link).substring(path(link).lastIndexOf('/') + 1))
                    .put("secret", "A".repeat(43));
            assertThat(scanner.post("/api/sessions", guessed).statusCode()).isEqualTo(404);
            assertThat(scanner.post("/api/transfer/submit", new JsonObject()).statusCode()).isBetween(400, 499);
            assertThat(scanner.post("/api/report/reissue", new JsonObject().put("secret", "A".repeat(43))).statusCode())
                    .isBetween(400, 499);
        }
        assertThat(state()).isEqualTo(before);
    }

    /** Every message that was sent, and everything that the sender can see. */
    private String state() {
        return visitors.portal().inbox().messages().stream().map(message -> message.at() + " " + message.to()).toList()
                + mail.browser().get("/api/report").body() + documents();
    }

    private String documents() {
        var transfer = adding.transfer();
        return transfer.getString("state") + SenderJourney.documents(transfer);
    }

    private static String path(String link) {
        var from = link.indexOf('/', "http://".length());
        return link.substring(from, link.indexOf('#'));
    }
}
