package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.rijkscloud.statement.Manipulated;
import nl.rijkscloud.statement.ManipulatedProofs;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sender's receipt, and the page on which anybody checks it. */
@BrowserTest
class StatementPageIT {
    /** Verdicts of the page's own modules, by text. */
    private static final String CHECK = """
            async ([all, keys]) => {
              const script = document.querySelector('script[src*="/js/"]').src;
              const load = (name) => import(script.replace(/pages\\/.*/, `statement/${name}`));
              const {loadKeys} = await load('keys.js');
              const {check} = await load('signed-statement.js');
              const ring = await loadKeys();
              const verdicts = {};
              for (const [what, text] of Object.entries(all)) {
                verdicts[what] = (await check(text, ring)).verdict;
              }
              return verdicts;
            }""";

    private static final String DAYS = """
            async ([all, statement]) => {
              const script = document.querySelector('script[src*="/js/"]').src;
              const load = (name) => import(script.replace(/pages\\/.*/, `statement/${name}`));
              const {loadKeys} = await load('keys.js');
              const {parseInclusion, dayOf} = await load('inclusion.js');
              const ring = await loadKeys();
              const days = {};
              for (const [what, text] of Object.entries(all)) {
                const proof = parseInclusion(text);
                days[what] = proof && await dayOf(proof, statement, ring);
              }
              return days;
            }""";

    /** As in a browser that does not know Ed25519. */
    private static final String WITHOUT_ED25519 = """
            const known = crypto.subtle.importKey.bind(crypto.subtle);
            crypto.subtle.importKey = (form, key, algorithm, ...more) => algorithm?.name === 'Ed25519'
              ? Promise.reject(new DOMException('unknown', 'NotSupportedError')) : known(form, key, algorithm, ...more);
            """;

    @Test
    void receiptOfTheReportIsCheckedWhenThePortalIsGone(Visitors visitors) throws IOException {
        var sender = SenderJourney.begin(visitors.portal());
        var content = Sample.text(9 << 20, 7);
        sender.add("Verslag van het gesprek.txt", content);
        sender.awaitChecked();
        sender.submit();
        var visitor = visitors.expecting("net::ERR_").onAPhone();
        var page = visitor.open(sender.reportLink()).page();
        assertThat(page.locator("#bewijzen-lijst a")).hasCount(4); // two receipts, each as pdf too
        var download = page.waitForDownload(() -> visitor.follow("Download het bewijs van bezorging"));
        var receipt = Files.readString(download.path());
        visitor.open("/controleer").isAt("Controleer een ontvangstbewijs");
        page.waitForLoadState();
        page.waitForFunction("() => performance.getEntriesByName(location.origin"
                + " + '/.well-known/rijkscloud-keys.json').length > 0");
        page.context().setOffline(true);

        give(page, "bewijs-kiezer", file(download.suggestedFilename(), receipt.getBytes(StandardCharsets.US_ASCII)));

        assertThat(visitor.heading("De handtekening is goed")).isFocused();
        assertThat(page.locator("#bewezen")).containsText("Jan de Vries (" + sender.email() + ")");
        assertThat(page.locator("#bewezen")).containsText("Bewijs van bezorging");
        assertThat(page.locator("#documenten-rijen")).containsText("Verslag van het gesprek.txt");
        var changed = content.clone();
        changed[changed.length - 1] ^= 1;
        give(page, "bestanden-kiezer", file("kopie.txt", content), file("Verslag van het gesprek.txt", changed));
        assertThat(line(page, 0)).containsText("Ja: dit is precies het document Verslag van het gesprek.txt.");
        assertThat(line(page, 1)).containsText("Nee: dit is geen van de documenten");
        assertThat(page.locator("main")).not().containsText("NaN");
    }

    @Test
    void nothingIsShownOfAStatementThatWasChanged(Visitors visitors) {
        var statements = new Manipulated();
        var visitor = visitors.onADesktop();
        answerKeys(visitor.page(), statements);
        visitor.open("/controleer").isAt("Controleer een ontvangstbewijs");

        give(visitor.page(), "bewijs-kiezer", file("a.jws", statements.good().getBytes(StandardCharsets.US_ASCII)));
        assertThat(visitor.heading("De handtekening is goed")).isFocused();
        give(visitor.page(), "bewijs-kiezer", file("a.jws",
                statements.all().get("another name in the payload").getBytes(StandardCharsets.US_ASCII)));
        assertThat(visitor.heading("De handtekening is niet goed")).isFocused();
        assertThat(visitor.page().locator("#bewezen")).isHidden();
    }

    @Test
    void statementChosenBeforeTheScriptRunsIsChecked(Visitors visitors) {
        var statements = new Manipulated();
        var visitor = visitors.onADesktop();
        answerKeys(visitor.page(), statements);
        visitor.page().route("**/text/nl.json*", texts -> {
            give(visitor.page(), "bewijs-kiezer", file("a.jws", statements.good().getBytes(StandardCharsets.US_ASCII)));
            texts.resume();
        });

        visitor.open("/controleer");

        assertThat(visitor.heading("De handtekening is goed")).isFocused();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyManipulatedStatementIsRefused(boolean ed25519, Visitors visitors) {
        var statements = new Manipulated();
        var visitor = visitors.onADesktop();
        answerKeys(visitor.page(), statements);
        if (!ed25519) {
            visitor.page().addInitScript(WITHOUT_ED25519);
        }
        visitor.open("/controleer");
        var all = new LinkedHashMap<>(statements.all());
        all.put("good", " " + statements.good() + "\n");

        var verdicts = (Map<?, ?>) visitor.page().evaluate(CHECK, List.of(all, ""));

        assertThat(verdicts.remove("good")).isEqualTo("good");
        assertThat(verdicts.keySet()).isEqualTo(statements.all().keySet());
        assertThat(List.<Object>copyOf(verdicts.values())).doesNotContain("good");
    }

    /** The good proof is shown; then the page's own module is given every manipulated one. */
    @Test
    void proofOfTheDayIsCheckedWithoutThePortal(Visitors visitors) {
        var statements = new Manipulated();
        var proofs = new ManipulatedProofs(statements);
        var visitor = visitors.onAPhone();
        answerKeys(visitor.page(), statements);
        visitor.open("/controleer").isAt("Controleer een ontvangstbewijs");

        give(visitor.page(), "bewijs-kiezer", ascii("a.jws", statements.good()), ascii("dagstaat.json", proofs.good()));
        assertThat(visitor.page().locator("#dagstaat")).containsText("Staat in de dagstaat van 30 november 2026");
        give(visitor.page(), "bewijs-kiezer", ascii("dagstaat.json", proofs.all().get("another place")));
        assertThat(visitor.page().locator("#dagstaat")).containsText("Niet in de dagstaat");

        var days = (Map<?, ?>) visitor.page().evaluate(DAYS, List.of(proofs.all(), statements.good()));
        assertThat(days.keySet()).isEqualTo(proofs.all().keySet());
        assertThat(days.values()).containsOnlyNulls();
    }

    private static FilePayload ascii(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.US_ASCII));
    }

    private static void answerKeys(Page page, Manipulated statements) {
        page.route("**/.well-known/rijkscloud-keys.json", route -> route.fulfill(
                new FulfillOptions().setContentType("application/jwk-set+json").setBody(statements.keys())));
    }

    private static Locator line(Page page, int index) {
        return page.locator("#vergeleken li").nth(index);
    }

    private static void give(Page page, String field, FilePayload... files) {
        page.locator("#" + field).setInputFiles(files);
    }

    private static FilePayload file(String name, byte[] content) {
        return new FilePayload(name, "application/octet-stream", content);
    }
}
