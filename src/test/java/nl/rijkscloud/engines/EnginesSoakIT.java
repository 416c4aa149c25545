package nl.rijkscloud.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import nl.rijkscloud.demo.Caught;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestCertificate;
import nl.rijkscloud.testing.TestPortal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both directions, from the form to the report, over HTTPS, in the engines of Firefox and Safari. */
@Tag("soak")
final class EnginesSoakIT {
    private static final boolean REQUIRED = "required".equals(System.getenv("RIJKSCLOUD_ENGINE_TESTS"));
    private static final byte[] CONTENT = Sample.text(3 << 20, 7);

    @TempDir
    static Path folder;

    private static DemoPortal portal;
    private static Path document;

    /** The engines, and the program that each needs on the machine. */
    enum Kind {
        FIREFOX("firefox-esr", Firefox::start),
        WEBKIT("WebKitWebDriver", WebKit::start);

        private final String program;
        private final Supplier<Engine> start;

        Kind(String program, Supplier<Engine> start) {
            this.program = program;
            this.start = start;
        }

        Engine open() {
            assumeTrue(REQUIRED || Program.isInstalled(program), program + " is not installed");
            return start.get();
        }
    }

    @BeforeAll
    static void open() throws IOException, InterruptedException, GeneralSecurityException {
        var settings = TestCertificate.make(folder, "EC").settings();
        var port = FreePort.next();
        var address = "https://localhost:" + port;
        settings.getJsonObject("server").put("port", port).put("publicUrl", address);
        portal = TestPortal.start(Files.createDirectory(folder.resolve("portal")), settings);
        document = Files.write(folder.resolve("Verslag bezoek.txt"), CONTENT);
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void outsiderSendsAndInspectorCollects(Kind kind) throws Exception {
        var email = "afzender-" + UUID.randomUUID() + "@example.org";
        try (var sender = kind.open(); var inspector = kind.open()) {
            sender.open(at("/gegevens"));
            sender.type("[id='sender.name']", "Anna Smit");
            sender.type("[id='sender.email']", email);
            sender.press("#geen-contact");
            sender.press("#gegevens [type=submit]");
            sender.isAt("Controleer nu uw e-mail");

            sender.open(link(mail -> mail.to().equals(email)));
            sender.isAt("Uw document(en) versturen");
            assertThat(sender.ask("location.hash")).isEmpty();
            sender.choose("#kiezer", document);
            sender.await("document.querySelector('#lijst')?.innerText.includes('Ontvangen')");
            sender.type("#subject", "Jaarverslag");
            sender.press("#versturen");
            sender.isAt("Uw documenten zijn verzonden");

            signIn(inspector, link(mail -> mail.to().equalsIgnoreCase("Meldpunt@igj.nl") && mail.text()
                    .contains(email)), DemoStaff.SANNE);
            inspector.isAt("Uw document(en) downloaden");
            inspector.sees("Jaarverslag");
            assertThat(downloaded(inspector)).isEqualTo(sha256(CONTENT));

            var report = link(mail -> mail.to().equals(email) && mail.text().contains("/rapportage/"));
            Awaitility.await().atMost(Engine.PATIENCE).untilAsserted(() -> { // recorded just after the last byte
                sender.open(at("/"));
                sender.open(report);
                sender.isAt("Rapportage van uw verzending");
                assertThat(sender.ask("document.body.innerText"))
                        .contains("Uw contactpersoon heeft alle documenten gedownload.");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void inspectorSendsAndOutsiderCollectsWithACode(Kind kind) throws Exception {
        var email = "ontvanger-" + UUID.randomUUID() + "@example.org";
        try (var inspector = kind.open(); var outsider = kind.open()) {
            signIn(inspector, at("/inspectie/verzenden"), DemoStaff.OMAR);
            inspector.isAt("Nieuwe verzending");
            inspector.type("[data-part=name] input", "Bas Jansen");
            inspector.type("[data-part=email] input", email);
            inspector.type("[data-part=mobile] input", "0612345677");
            inspector.press("#concept [type=submit]");
            inspector.await("document.querySelector('#toevoegen').checkVisibility()");
            inspector.choose("#kiezer", document);
            inspector.await("document.querySelector('#lijst')?.innerText.includes('Ontvangen')");
            inspector.press("#concept [type=submit]");
            inspector.isAt("Controleer en verstuur");
            inspector.press("#versturen");
            inspector.isAt("Uw documenten zijn verzonden");

            outsider.open(link(mail -> mail.to().equals(email)));
            outsider.isAt("Ontvangen documenten");
            outsider.type("#sms-code", await(message -> message.to().equals("+31612345677")).code().orElseThrow());
            outsider.press("#sms-code-formulier [type=submit]");
            outsider.isAt("Uw document(en) downloaden");
            assertThat(downloaded(outsider)).isEqualTo(sha256(CONTENT));
        }
    }

    private static void signIn(Engine engine, String address, DemoStaff person) {
        engine.open(address);
        engine.isAt("Meld u aan");
        var before = portal.inbox().arrived();
        engine.type("#email", person.email());
        engine.type("#password", person.password());
        engine.press("#aanmelden [type=submit]");
        engine.isAt("Vul de sms-code in");
        engine.type("#code", StaffJourney.code(portal, person, before));
        engine.press("#code-formulier [type=submit]");
    }

    /** SHA-256 of the document behind the first link, fetched by the page's own session. */
    private static String downloaded(Engine engine) {
        engine.await("document.querySelector('#lijst a[href]')");
        return engine.ask("""
                fetch(document.querySelector('#lijst a[href]').href).then((answer) => answer.arrayBuffer())
                    .then((bytes) => crypto.subtle.digest('SHA-256', bytes))
                    .then((digest) => [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2,
                        '0')).join(''))""");
    }

    private static String sha256(byte[] content) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static String at(String path) {
        return portal.baseUrl().resolve(path).toString();
    }

    private static String link(Predicate<Caught> wanted) throws InterruptedException {
        return await(wanted).link().orElseThrow();
    }

    private static Caught await(Predicate<Caught> wanted) throws InterruptedException {
        return portal.inbox().await(wanted, Engine.PATIENCE);
    }
}
