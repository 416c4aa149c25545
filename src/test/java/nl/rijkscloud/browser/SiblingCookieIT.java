package nl.rijkscloud.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestCertificate;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sub-domain, or an attacker who answers for it over plain HTTP, plants the cookie of its own session beside ours in
 * a real browser. Runs over HTTPS, since browsers enforce the {@code __Host-} prefix there.
 */
@ExtendWith(BrowserExtension.class)
final class SiblingCookieIT {
    private static final Pattern TRANSFER = Pattern.compile("\"transfer\":\"([0-9a-f-]{36})\"");
    private static final FilePayload SECRET =
            new FilePayload("geheim.txt", "text/plain", "geheim".getBytes(StandardCharsets.US_ASCII));

    private static final String POST = "async ([path, body]) => { const answer = await fetch(path,"
            + " {method: 'POST', headers: {'Content-Type': 'application/json'}, body}); return answer.status + ' ' + "
            + "await answer.text(); }";

    private static DemoPortal portal;
    private static Chromium chromium;
    private static String base;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var port = FreePort.next();
        base = "https://portal.test:" + port;
        var server = new JsonObject().put("port", port).put("publicUrl", base);
        var settings = new JsonObject().put("server", server)
                .mergeIn(TestCertificate.make(folder, "EC").settings(), true);
        portal = TestPortal.start(folder.resolve("portal"), settings);
        chromium = Chromium.start(
                List.of("--host-resolver-rules=MAP portal.test 127.0.0.1,MAP evil.portal.test 127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        chromium.close();
        portal.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            ",__Host-session=V; domain=portal.test; path=/api",
            "$Version=1,__Host-session=V; domain=portal.test; path=/api"})
    void plantedSessionSeesNothingNew(String cookie) throws Exception {
        var attacker = browser();
        var own = opened(attacker, "aanvaller");
        var planted = attacker.cookies().stream().filter(found -> found.name.equals("__Host-session")).findFirst()
                .orElseThrow().value;

        var victim = browser();
        plant(victim, cookie.replace("=V", "=" + planted));
        var theirs = opened(victim, "slachtoffer");
        add(victim.pages().getLast());

        var page = attacker.pages().getLast();
        assertThat(fetched(page, "/api/transfer?transfer=" + theirs.id())).startsWith("404");
        assertThat(fetched(page, "/api/transfer?transfer=" + own.id())).startsWith("200")
                .doesNotContain("geheim", theirs.email());
        assertThat(submitted(page, theirs.id())).startsWith("404");
    }

    private record Opened(String id, String email) {}

    /** Requests a link and opens it in this browser. */
    private static Opened opened(BrowserContext browser, String name) throws Exception {
        var email = name + "-" + UUID.randomUUID() + "@example.org";
        var page = browser.newPage();
        var asking = browser.browser().newContext(new NewContextOptions().setIgnoreHTTPSErrors(true));
        var form = asking.newPage();
        form.navigate(base + "/");
        assertThat(form.evaluate(POST, List.of("/api/submissions", SenderJourney.form(email, "nl").encode())))
                .asString().startsWith("202");
        asking.close();
        var link = portal.inbox().await(mail -> mail.to().equals(email), Duration.ofSeconds(30)).link().orElseThrow();
        var answer =
                page.waitForResponse(response -> response.url().endsWith("/api/sessions"), () -> page.navigate(link));
        var found = TRANSFER.matcher(answer.text());
        assertThat(found.find()).isTrue();
        page.locator("[data-state]:visible:not([data-state=opening])").first().waitFor();
        return new Opened(found.group(1), email);
    }

    private static String fetched(Page page, String path) {
        return page.evaluate("async path => { const answer = await fetch(path); return answer.status + ' ' + await "
                + "answer.text(); }", path).toString();
    }

    private static String submitted(Page page, String transfer) {
        return page.evaluate(POST,
                List.of("/api/transfer/submit?transfer=" + transfer, SenderJourney.message().encode())).toString();
    }

    /** With an unreadable cookie the page may not offer a file field; then nothing can leak either. */
    private static void add(Page page) {
        var chooser = page.locator("input[type=file]").first();
        if (page.locator("#toevoegen").isVisible() && chooser.count() > 0) {
            page.waitForResponse(response -> response.url().contains("/api/uploads"),
                    () -> chooser.setInputFiles(SECRET));
        }
    }

    private static void plant(BrowserContext victim, String cookie) throws IOException {
        var evil = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var script = ("<!DOCTYPE html><script>document.cookie = " + new JsonObject().put("c", cookie).encode()
                .replaceAll("^.\"c\":|.$", "")
                + "; document.title = document.cookie;</script>").getBytes(StandardCharsets.UTF_8);
        evil.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, script.length);
            exchange.getResponseBody().write(script);
            exchange.close();
        });
        evil.start();
        try {
            var page = victim.newPage();
            page.navigate("http://evil.portal.test:" + evil.getAddress()
                    .getPort() + (cookie.contains("path=/api") ? "/api/x" : "/"));
            assertThat(page.title()).as("the browser took it").contains("__Host-session=");
            page.close();
        } finally {
            evil.stop(0);
        }
    }

    private static BrowserContext browser() {
        var context = chromium.browser()
                .newContext(new NewContextOptions().setIgnoreHTTPSErrors(true).setLocale("nl-NL"));
        context.setDefaultTimeout(Chromium.PATIENCE_MS);
        return context;
    }
}
