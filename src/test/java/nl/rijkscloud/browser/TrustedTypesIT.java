package nl.rijkscloud.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No string becomes script on the portal's pages, except the address of its worker. */
@BrowserTest
class TrustedTypesIT {
    private static final String START =
            "async (name) => { const module = await import(document.querySelector('script[src*=\"/js/\"]').src"
            + ".replace(/js\\/.*/, 'js/upload/content/start-worker.js')); %s }";

    @Test
    void workerOfThePortalStartsAndOtherWorkerAddressesThrow(Visitors visitors) {
        var page = uploadPage(visitors).page();

        assertThat(page.evaluate(START.formatted("const worker = module.startWorker(name);"
                + "return new Promise((said) => { worker.onmessage = ({data}) => said(data.ready); worker.onerror = () "
                + "=> said('error'); });"),
                "codes.js")).isEqualTo(true);
        for (var name : List.of("../upload/content/piece-codes.js", "/js/workers/codes.js",
                "https://elsewhere.example/codes.js", "codes.js?x", "codes.js#x",
                "data:text/javascript,0", "blob:codes.js", "", "codes", "%2e%2e/codes.js", "a/../codes.js",
                "//x/codes.js", "codes.js\n")) {
            assertThat(page.evaluate(START.formatted(
                    "try { module.startWorker(name); return 'started'; } catch (error) { return error.name; }"), name))
                    .as(name).isEqualTo("TypeError");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "new Worker(document.querySelector('script[src*=\"/js/\"]').src.replace(/js\\/.*/, 'js/workers/codes.js'))",
        "new Worker(URL.createObjectURL(new Blob(['0'])))",
        "trustedTypes.createPolicy('default', {createScriptURL: (address) => address})",
        "trustedTypes.createPolicy('other', {createScriptURL: (address) => address})",
        "trustedTypes.createPolicy('rijkscloud-workers', {createScriptURL: (address) => address})",
        "document.body.innerHTML = '<b>x</b>'",
        "document.createElement('script').src = '/js/workers/codes.js'",
        "document.createElement('script').text = '0'",
        "setTimeout('0')",
    })
    void stringsAsScriptThrow(String attempt, Visitors visitors) {
        visitors.trying("Trusted").trying("Content Security Policy");
        var page = uploadPage(visitors).page();

        var outcome = page.evaluate(
                "() => { try { %s; return 'done'; } catch (error) { return error.name; } }".formatted(attempt));

        assertThat(outcome).isIn("TypeError", "EvalError");
    }

    private static Visitor uploadPage(Visitors visitors) {
        var mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        return visitors.onADesktop().open(mail.uploadLink()).isAt("Uw document(en) versturen");
    }
}
