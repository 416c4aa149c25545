package nl.rijkscloud.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages for sign-in and sign-out, in Chromium, with Keycloak's own pages between them. */
abstract class SignInPages {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static Playwright playwright;
    private static Browser chromium;

    private final List<String> complaints = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start() {
        assumeTrue(Files.isExecutable(CHROMIUM)
                || "required".equals(System.getenv("RIJKSCLOUD_BROWSER_TESTS")), "no Chromium");
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright.chromium().launch(new LaunchOptions().setExecutablePath(CHROMIUM).setArgs(List.of(
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync")));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void arrive() {
        page = chromium.newContext(new Browser.NewContextOptions().setLocale("nl-NL")).newPage();
        page.onPageError(complaints::add);
    }

    @AfterEach
    void leave() {
        page.context().close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void contactSignsInAtTheProviderAndReturnsToTheDocuments() {
        page.navigate(delivered(KeycloakPortal.PORTAL));
        isAt("Meld u aan");

        follow("Aanmelden");
        signInAtKeycloak("fatima");

        isAt("Uw document(en) downloaden");
        assertThat(page.getByText("brief.txt").first()).isVisible();
        assertThat(page.url()).contains("/ontvang/").doesNotContain("transfer").doesNotContain("code=");
        assertThat(cookie("__Host-session").sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(page.context().cookies(KeycloakPortal.PORTAL.baseUrl().toString()))
                .noneMatch(one -> one.name.equals("__Host-sign-in"));
        page.reload();
        isAt("Uw document(en) downloaden");
    }

    @Test
    void staffSignInAtTheOverviewAndSignOutAtBothSides() {
        page.navigate(KeycloakPortal.PORTAL.baseUrl() + "/inspectie");
        signInAtKeycloak("fatima");
        isAt("Overzicht");
        page.getByText("Uw gegevens").click();
        assertThat(page.getByText("f.elamrani@igj.nl")).isVisible();
        assertThat(page.getByText("functionaris gegevensbescherming")).isVisible();

        press("Afmelden");
        page.locator("#kc-logout").click();

        isAt("U bent afgemeld");
        isWellMade();
        follow("Opnieuw aanmelden");
        assertThat(page.locator("#kc-login")).isVisible();
    }

    @Test
    void refusedPersonReadsTheReason() {
        page.navigate(KeycloakPortal.PORTAL.baseUrl() + "/inspectie");
        signInAtKeycloak("zonderrol");

        isAt("U hebt hier geen toegang");
        assertThat(page.getByText("Uw account heeft geen rol in IGJ Rijkscloud.")).isVisible();
        isWellMade();
    }

    /** Another site or a mail opens the return of an attacker's sign-in. */
    @Test
    void foreignReturnIsExplained() {
        page.navigate(KeycloakPortal.PORTAL.baseUrl() + "/inspectie/terug?code=abc&state=def");

        isAt("Het aanmelden is niet gelukt");
        assertThat(page.url()).endsWith("/inspectie/terug");
        page.navigate(KeycloakPortal.PORTAL.baseUrl() + "/inspectie/terug?error=access_denied&state=def");
        assertThat(page.getByText("U bent gestopt met aanmelden")).isVisible();
    }

    @Test
    void localSignInReturnsToTheRequestedPage() {
        var portal = TestPortal.shared();
        page.navigate(portal.baseUrl() + "/inspectie");
        isAt("Meld u aan");
        isWellMade();
        signInHere(portal, DemoStaff.BRAM);

        isAt("Overzicht");
        assertThat(page.url()).isEqualTo(portal.baseUrl() + "/inspectie");
        page.getByText("Uw gegevens").click();
        assertThat(page.getByText("beheerder", new Page.GetByTextOptions().setExact(true))).isVisible();
        isWellMade();
        press("Afmelden");
        isAt("U bent afgemeld");
        page.navigate(portal.baseUrl() + "/inspectie");
        isAt("Meld u aan");
    }

    @Test
    void localSignInRedirectsToNoOtherSite() {
        var portal = TestPortal.shared();
        page.navigate(portal.baseUrl() + "/inspectie/aanmelden?naar=//elders.example/inspectie");
        signInHere(portal, DemoStaff.FENNA);

        isAt("Overzicht");
        assertThat(page.url()).isEqualTo(portal.baseUrl() + "/inspectie");
    }

    private static String delivered(DemoPortal portal) {
        var sender = SenderJourney.begin(portal);
        sender.add("brief.txt", "Geachte inspectie".getBytes(StandardCharsets.UTF_8));
        sender.awaitChecked();
        sender.submit();
        return sender.downloadLink();
    }

    private void signInAtKeycloak(String user) {
        page.locator("#username").fill(user);
        page.locator("#password").fill("wachtwoord-van-" + user);
        page.locator("#kc-login").click();
    }

    private void signInHere(DemoPortal portal, DemoStaff person) {
        page.getByLabel("E-mailadres").fill(person.email());
        page.getByLabel("Wachtwoord", new Page.GetByLabelOptions().setExact(true)).fill(person.password());
        press("Aanmelden");
        isAt("Vul de sms-code in");
        page.getByLabel("Sms-code").fill(code(portal, person));
        press("Aanmelden");
    }

    private static String code(DemoPortal portal, DemoStaff person) {
        try {
            return portal.inbox().await(message -> message.to().equals(person.mobile()), Duration.ofSeconds(60)).code()
                    .orElseThrow();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void isAt(String heading) {
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(heading).setExact(true)))
                .isVisible();
    }

    private void press(String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true)).click();
    }

    private void follow(String link) {
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(link).setExact(true)).click();
    }

    private void isWellMade() {
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    private Cookie cookie(String name) {
        return page.context().cookies(KeycloakPortal.PORTAL.baseUrl().toString()).stream()
                .filter(one -> one.name.equals(name)).findFirst().orElseThrow();
    }
}
