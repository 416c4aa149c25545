package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Screens 7 and 8: an outsider enters the code of the text message and downloads documents from staff; and the sender's
 * report.
 */
@EnabledIf("chromium")
final class RecipientPageIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path PICTURES = Path.of("target", "browser");
    private static final DemoPortal PORTAL = TestPortal.shared();
    private static Playwright playwright;
    private static Browser browser;

    private final RecipientJourney recipient = new RecipientJourney(PORTAL, DemoStaff.LOTTE);
    private BrowserContext context;
    private Page page;

    static boolean chromium() {
        return Files.isExecutable(CHROMIUM);
    }

    @BeforeAll
    static void launch() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new LaunchOptions().setExecutablePath(CHROMIUM).setArgs(List.of(
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync")));
    }

    @AfterAll
    static void quit() {
        playwright.close();
    }

    @AfterEach
    void leave() {
        context.close();
    }

    @Test
    void pastedMessageOpensTheDocumentsOnAPhone() {
        visit(new NewContextOptions().setViewportSize(360, 740).setHasTouch(true));
        page.navigate(recipient.link());
        isAt("Ontvangen documenten");
        seen("dat eindigt op " + recipient.mobile().substring(10));
        seen("Er staat voor u klaar: 1 document, samen 1 kB.");

        field().fill(recipient.sms(recipient.mobile()).text());
        assertThat(field()).hasValue(recipient.code());
        wellMade("ontvangen-telefoon");
        press("Naar document(en)");

        isAt("Uw document(en) downloaden");
        seen("Jaarstukken");
        wellMade("uw-documenten-telefoon");
        var download = page.waitForDownload(() -> page.getByRole(AriaRole.LINK, named("Downloaden brief.txt")).click());
        assertThat(download.path()).hasBinaryContent(RecipientJourney.CONTENT);
        seen("Gedownload op");
        page.reload();
        isAt("Uw document(en) downloaden");
    }

    /** The first digit was cut off on most phones, and was lost after an error. */
    @Test
    void everyDigitIsVisibleOnEveryPhone() throws IOException {
        visit(new NewContextOptions().setViewportSize(320, 740).setHasTouch(true));
        page.navigate(recipient.link());
        isAt("Ontvangen documenten");
        for (int width : List.of(320, 344, 353, 360, 375, 390)) {
            page.setViewportSize(width, 740);
            field().fill("888888");
            field().press("End");
            allDigitsAreThere(width);
        }
        field().fill(RecipientJourney.otherThan(recipient.code()));
        page.keyboard().press("Enter");
        seen("De code klopt niet.");
        page.setViewportSize(360, 740);
        field().pressSequentially("888888");
        allDigitsAreThere(360);
    }

    /** Counts dark dots in each of the six boxes, in a picture of the field: the numbers are equal. */
    private void allDigitsAreThere(int width) throws IOException {
        var box = field().boundingBox();
        assertThat(box.x).as("%d", width).isGreaterThanOrEqualTo(0);
        assertThat(box.x + box.width).as("%d", width).isLessThanOrEqualTo(width);
        var cell = ((Number) field().evaluate("field => parseFloat(getComputedStyle(field).backgroundSize) / 6"))
                .doubleValue();
        var picture = ImageIO.read(new ByteArrayInputStream(
                field().screenshot(new Locator.ScreenshotOptions().setCaret(ScreenshotCaret.HIDE))));
        var dots = IntStream.range(0, 6)
                .mapToLong(digit -> dark(picture, digit * cell + 3, digit * cell + cell * 0.86 - 3)).toArray();
        assertThat(Arrays.stream(dots).boxed().toList()).as("%d: %s", width, Arrays.toString(dots))
                .allMatch(count -> count > 20 && count > Arrays.stream(dots).max().orElseThrow() * 0.8);
    }

    private static long dark(BufferedImage picture, double from, double to) {
        return IntStream.range((int) Math.ceil(from), (int) to)
                .mapToLong(x -> IntStream.range(5, picture.getHeight() - 5)
                .filter(y -> (picture.getRGB(x, y) & 0xff) + (picture.getRGB(x, y) >> 8 & 0xff)
                        + (picture.getRGB(x, y) >> 16 & 0xff) < 300).count()).sum();
    }

    @Test
    void wrongCodeShowsTheTriesLeftAndOffersANewCode() {
        visit(new NewContextOptions().setViewportSize(1280, 900).setColorScheme(ColorScheme.DARK));
        page.navigate(recipient.link());
        isAt("Ontvangen documenten");
        assertThat(again()).hasAttribute("aria-disabled", "true");
        seen("kunt u een nieuwe code aanvragen");

        field().fill(RecipientJourney.otherThan(recipient.code()));
        page.keyboard().press("Enter");
        seen("De code klopt niet. U kunt het nog 4 keer proberen.");
        assertThat(field()).isFocused();
        wellMade("ontvangen-fout");

        recipient.forgetPause();
        page.reload();
        var first = recipient.code();
        again().click();
        seen("Er is een nieuwe code onderweg");
        await().until(() -> !recipient.code().equals(first));
        field().fill(recipient.code());
        press("Naar document(en)");
        isAt("Uw document(en) downloaden");
    }

    @Test
    void onlyANewCodeIsOfferedWithoutAValidCode() {
        visit(new NewContextOptions().setViewportSize(360, 740));
        recipient.code();
        recipient.forgetPause();
        recipient.sql("update recipient_code set expires_at = created_at where recipient_id = '"
                + recipient.recipient() + "'");
        page.navigate(recipient.link());
        seen("Er is nu geen code die u kunt gebruiken.");
        assertThat(again()).hasClass(Pattern.compile(".*primary-action.*"));
        assertThat(field()).isHidden();
        assertThat(page.locator("#sms-code-titel")).isHidden();
        wellMade("ontvangen-zonder-code");
        var first = recipient.code();

        again().click();
        seen("Er is een nieuwe code onderweg");
        assertThat(field()).isVisible();
        assertThat(again()).hasClass(Pattern.compile(".*secondary-action.*"));
        await().until(() -> !recipient.code().equals(first));
        field().fill(recipient.code());
        press("Naar document(en)");
        isAt("Uw document(en) downloaden");
    }

    @Test
    void lockedOutRecipientReadsThePhoneNumber() {
        visit(new NewContextOptions().setViewportSize(1280, 900));
        recipient.code();
        recipient.sql("update recipient set wrong_codes = 9 where id = '" + recipient.recipient() + "'");
        page.navigate(recipient.link());
        field().fill(RecipientJourney.otherThan(recipient.code()));
        press("Naar document(en)");

        isAt("U kunt nu geen code meer invullen");
        wellMade("ontvangen-geblokkeerd");
        page.reload();
        isAt("U kunt nu geen code meer invullen");
    }

    @Test
    void englishRecipientGetsEnglishTexts() {
        recipient.sql("update transfer set language = 'en' where id = '" + recipient.transfer() + "'");
        visit(new NewContextOptions().setViewportSize(1280, 900));
        page.navigate(recipient.link());
        isAt("Received documents");
    }

    @Test
    void reportShowsEachRecipientAndCorrectsAnAddress() {
        visit(new NewContextOptions().setViewportSize(1280, 900));
        signIn(DemoStaff.LOTTE);
        page.navigate(recipient.sender().reportLink());
        isAt("Rapportage van uw verzending");
        seen("Naar het nummer dat eindigt op " + recipient.mobile().substring(10));
        page.getByText("Is de ontvanger de link kwijt?").click();
        page.getByText("Klopt het e-mailadres niet?").click();
        wellMade("rapportage-ontvangers");

        var email = "juist-" + UUID.randomUUID() + "@example.org";
        page.getByLabel("Mobiel nummer").fill("020 1234567");
        press("Stuur naar dit adres");
        page.getByLabel("Typ ja").fill("Ja");
        press("Stuur een nieuwe link");
        seen("Vul het e-mailadres in.");
        seen("Dit is geen mobiel nummer.");
        page.getByLabel("Het juiste e-mailadres").fill(email);
        page.getByLabel("Mobiel nummer").fill(RecipientJourney.freshMobile());
        press("Stuur naar dit adres");

        seen("De documenten zijn naar het andere adres gestuurd.");
        page.getByText("Wat er is gebeurd").click();
        seen("De documenten zijn naar een ander adres gestuurd: " + email);
        assertThat(PortalClient.json(recipient.open(new PortalClient(PORTAL.baseUrl()))).getString("code"))
                .isEqualTo("link-unusable");
    }

    private void visit(NewContextOptions options) {
        context = browser.newContext(options.setLocale("nl-NL").setTimezoneId("Europe/Amsterdam"));
        page = context.newPage();
    }

    private void signIn(DemoStaff person) {
        var before = recipient.texts(person.mobile());
        page.navigate(PORTAL.baseUrl().toString());
        post("/api/staff/sign-in", Map.of("email", person.email(), "password", person.password()));
        await().until(() -> recipient.texts(person.mobile()) > before);
        post("/api/staff/code", Map.of("code", recipient.sms(person.mobile()).code().orElseThrow()));
    }

    private void post(String path, Map<String, String> body) {
        assertThat(page.evaluate("""
                async ([path, body]) => (await fetch(path,
                    {method: 'POST', headers: {'Content-Type': 'application/json'}, body: \
                    JSON.stringify(body)})).status""",
                List.of(path, body))).isEqualTo(200);
    }

    private Locator field() {
        return page.getByLabel("Code van zes cijfers");
    }

    private Locator again() {
        return page.getByRole(AriaRole.BUTTON, named("Stuur een nieuwe code"));
    }

    private void press(String button) {
        page.getByRole(AriaRole.BUTTON, named(button)).click();
    }

    private void isAt(String heading) {
        assertThat(page.getByRole(AriaRole.HEADING, named(heading))).isVisible();
    }

    private void seen(String text) {
        assertThat(page.getByText(text).filter(new Locator.FilterOptions().setVisible(true)).first()).isVisible();
    }

    /** Checks with axe, checks that nothing overflows, and takes a picture. */
    private void wellMade(String name) {
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
        page.screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }
}
