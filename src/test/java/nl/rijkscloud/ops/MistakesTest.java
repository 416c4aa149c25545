package nl.rijkscloud.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import nl.rijkscloud.startup.SoundPlace;
import nl.rijkscloud.testing.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operator mistake gives exactly one clear sentence of {@code check}. */
final class MistakesTest {
    private static final Map<String, String> NO_VARIABLES = Map.of();

    @TempDir
    private Path folder;

    private SoundPlace place;

    @BeforeEach
    void open() throws IOException {
        place = new SoundPlace(folder);
    }

    @AfterEach
    void close() {
        place.close();
    }

    /** @param sentence its parts, separated by … */
    record Mistake(JsonObject settings, Map<String, String> variables, String sentence) {
        @Override
        public String toString() {
            return (variables.isEmpty() ? settings.encode() : variables.toString()) + ": " + sentence;
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                in("organisation", "theme", "no-theme", "organisation.theme: …no-theme\" is not a folder"),
                in("organisation", "theme", "blobs", "organisation.theme: …holds neither theme.css nor logo.svg"),
                in("organisation", "domains", new JsonArray().add("IGJ.nl"),
                        "organisation.domains: …is not a domain in lower case"),
                in("organisation", "name", "Inspekcja \u0141\u00f3d\u017a",
                        "Warning: organisation.name: …say \"Inspekcja Lodz\""),
                in("server", "publicUrl", "http://igj.nl", "server.publicUrl: …https"),
                in("server", "publicUrl", "https://igj.nl", "Warning: server.trustedProxies: is empty"),
                in("server", "host", "192.0.2.7", "server.host: 192.0.2.7 is not an address of this machine"),
                in("server", "host", "nobody.invalid", "server.host: nobody.invalid is a name that nobody knows"),
                in("management", "host", "192.0.2.7", "management.host: 192.0.2.7 is not an address of this machine"),
                in("server", "port", "8080x", "server.port: …is not a whole number"),
                in("server", "prot", 8080, "server.prot: unknown key; did you mean port?"),
                in("server", "drain", "30 sec", "server.drain: …is not a duration"),
                in("database", "user", "nobody", "database: …nobody"),
                in("masterKey", "other.key", "masterKey: …other.key is not there"),
                in("storage", "folder", "no-folder", "storage.folder: …no-folder is not a folder"),
                in("storage", "folder", "master.key", "storage.folder: …master.key is not a folder"),
                in("storage", "folder", "/proc", "storage.folder: cannot write"),
                in("ledger", "folder", "no/ledger", "ledger.folder: …is not there and cannot be made"),
                in("storage", "kind", "tape", "storage.kind: …is none of folder, s3"),
                in("storage", "memoryBudget", "64GiB", "storage.memoryBudget: needs -XX:MaxDirectMemorySize="),
                in("mail", "host", "smtp.invalid",
                        "mail.host: smtp.invalid…is a name that nobody knows; a first start needs it"),
                in("mail", "port", 1, "mail.host: localhost:1 cannot be reached"),
                in("mail", "security", "starttls", "mail.security: …does not offer STARTTLS"),
                in("mail", "user", "portal", "mail: needs user and password, or neither"),
                in("mail", "templates", "no-texts", "mail.templates: …no-texts\" is not a folder"),
                in("mail", "templates", "blobs",
                        "mail.templates: …holds none of the files that it can replace, like nl/"),
                in("sms", "provider", "json-baerer",
                        "sms.provider: …there is no such file; built in are form-basic and json-bearer"),
                in("sms", "token", "wrong", "Warning: sms.token: …does not know this user and token (401)"),
                in("sms", "token", "", "Warning: sms.token: is missing, and this provider asks for one"),
                in("sms", "provider", "moved.yaml", "Warning: sms.provider.check: …does not have (404)"),
                in("sms", "url", "http://localhost:1/messages", "Warning: sms.url: localhost:1 cannot be reached"),
                in("sms", "url", "https://sms.invalid/messages",
                        "Warning: sms.url: sms.invalid:443 is a name that nobody knows"),
                in("sms", "sender", "Inspectie IGJ", "sms.sender: …is not at most 11 letters and digits"),
                in("documents", "maxConcurrentUploads", 10_001, "documents.maxConcurrentUploads: …is not between"),
                variable("RIJKSCLOUD_DATABSE_PASSWORD_FILE",
                        "RIJKSCLOUD_DATABSE_PASSWORD_FILE: …did you mean RIJKSCLOUD_DATABASE_PASSWORD_FILE?"),
                variable("RIJKSCLOUD_SMS_TOKEN", "RIJKSCLOUD_SMS_TOKEN: …did you mean RIJKSCLOUD_SMS_TOKEN_FILE?"),
                variable("RIJKCLOUD_MASTER_KEY_FILE",
                        "RIJKCLOUD_MASTER_KEY_FILE: …did you mean RIJKSCLOUD_MASTER_KEY_FILE?"),
                variable("RIJKSCLOUD_PORT_NUMBER", "RIJKSCLOUD_PORT_NUMBER: unknown environment variable"),
                variable("RIJKSCLOUD_SMS_TOKEN_FILE",
                        "sms.token: the file that RIJKSCLOUD_SMS_TOKEN_FILE names cannot be read"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void oneMistakeGivesOneSentence(Mistake mistake) throws IOException {
        assertThat(place.findings(mistake.settings(), mistake.variables())).singleElement().asString()
                .startsWith(mistake.sentence().split("…")[0]).contains(mistake.sentence().split("…"));
    }

    @Test
    void correctSurroundingsGiveNoFinding() throws IOException {
        assertThat(place.findings(new JsonObject(), Map.of(
                "RIJKSCLOUD_LOG_LEVEL", "INFO", "RIJKSCLOUD_SERVICE_HOST", "10.0.0.1", "RIJKSCLOUD_PORT",
                "tcp://10.0.0.1:80",
                "RIJKSCLOUD_PORT_8080_TCP_ADDR", "10.0.0.1", "HOME", "/nonexistent"))).isEmpty();
        assertThat(place.smtp.heard()).contains("MAIL FROM:<no-reply@igj.nl>", "QUIT")
                .noneMatch(line -> line.startsWith("RCPT"));
    }

    @Test
    void takenPortsAreNamed() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = server.getLocalPort();
            assertThat(place.findings(group("server", "port", port), NO_VARIABLES))
                    .containsExactly("server.port: something else is listening on 127.0.0.1:" + port + " already");
            assertThat(place.findings(group("management", "port", port), NO_VARIABLES))
                    .containsExactly("management.port: something else is listening on 127.0.0.1:" + port + " already");
        }
    }

    @Test
    void mismatchedKeyAndCertificateAreNamed() throws Exception {
        var own = TestKeys.make(folder.resolve("own"), "EC", "localhost");
        var other = TestKeys.make(folder.resolve("other"), "EC", "localhost");
        var rsa = TestKeys.make(folder.resolve("rsa"), "RSA", "localhost");
        var elsewhere = TestKeys.make(folder.resolve("elsewhere"), "EC", "example.nl");
        var old = TestKeys.make(folder.resolve("old"), "EC", "localhost", "-startdate", "2020/01/01",
                "-validity", "30");
        var chain = Files.writeString(
                folder.resolve("chain.pem"), Files.readString(other.certificate())
                + Files.readString(own.certificate()));
        var locked = Files.writeString(folder.resolve("locked.pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");

        assertTls(own.certificate(), own.key(), null);
        assertTls(rsa.certificate(), rsa.key(), null);
        assertTls(own.certificate(), other.key(), "server.tls: the key in …does not belong to the certificate in");
        assertTls(own.certificate(), rsa.key(), "server.tls: the key in …does not belong to the certificate in");
        assertTls(chain, own.key(), "server.tls.certificate: the first certificate in …is not the portal's own");
        assertTls(own.key(), own.certificate(), "server.tls: …are not a certificate chain and a private key in PEM");
        assertTls(own.certificate(), folder.resolve("master.key"),
                "server.tls: …are not a certificate chain and a private key in PEM");
        assertTls(own.certificate(), locked, "server.tls.key: …is locked with a pass phrase");
        assertTls(own.certificate(), folder.resolve("none.pem"), "server.tls.key: …is not a file that can be read");
        assertTls(elsewhere.certificate(), elsewhere.key(), "Warning: server.tls.certificate: is not for localhost");
        assertTls(old.certificate(), old.key(), "Warning: server.tls.certificate: has ended on 2020-01-31");
    }

    @Test
    void mailServerWithAPrivateAuthorityIsNamed() throws Exception {
        var keys = TestKeys.make(folder.resolve("private"), "EC", "localhost");
        try (var smtp = new SmtpScript(keys.server())) {
            var mail = new JsonObject().put("port", smtp.port()).put("security", "starttls");
            assertThat(place.findings(new JsonObject().put("mail", mail), NO_VARIABLES)).singleElement().asString()
                    .startsWith("mail.host: localhost:" + smtp.port()
                            + " does not offer TLS with a certificate that is trusted here")
                    .contains("private authority", "trustStore");
        }
    }

    @Test
    void mailServerThatRefusesUserOrSenderIsNamed() throws IOException {
        var user = group("mail", "user", "portal");
        user.getJsonObject("mail").put("password", "secret");

        place.smtp.answering("AUTH", "535 no");
        assertThat(place.findings(user, NO_VARIABLES)).singleElement().asString()
                .startsWith("mail.user: ").contains("refuses this user with this password (535)")
                .doesNotContain("secret");
        place.smtp.answering("AUTH", "235 yes").answering("MAIL", "553 not yours");
        assertThat(place.findings(user, NO_VARIABLES)).singleElement().asString()
                .startsWith("mail.from: ").contains("does not take mail from no-reply@igj.nl (553)");
        assertThat(place.findings(group("mail", "bounces", "none"), NO_VARIABLES)).singleElement().asString()
                .startsWith("mail.bounces: ").contains("does not take mail with an empty envelope sender (553)");
        place.smtp.answering("MAIL", "530 authenticate");
        assertThat(place.findings(new JsonObject(), NO_VARIABLES)).singleElement().asString()
                .startsWith("mail.user: ").contains("asks for a user and password");
        place.smtp.answering("", "554 go away");
        assertThat(place.findings(new JsonObject(), NO_VARIABLES)).singleElement().asString()
                .startsWith("mail.host: ").contains("takes no mail now (554)");
    }

    @Test
    void invalidOrUnusedMailTextsAreNamed() throws IOException {
        var texts = Files.createDirectories(folder.resolve("texts/nl"));
        Files.copy(Path.of("conf/mail/nl/confirmation.mail"), texts.resolve("confirmation.mail"));
        Files.copy(Path.of("conf/mail/nl/confirmation.mail"), texts.resolve("confirmaton.mail"));
        assertThat(place.findings(group("mail", "templates", "texts"), NO_VARIABLES)).containsExactly(
                "Warning: mail.templates: nl/confirmaton.mail replaces nothing; did you mean nl/confirmation.mail?");

        Files.writeString(texts.resolve("confirmation.mail"), "{{unknown}}");
        assertThat(place.findings(group("mail", "templates", "texts"), NO_VARIABLES))
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("mail.templates: mail template nl/confirmation.mail: "));
    }

    private void assertTls(Path certificate, Path key, String sentence) throws IOException {
        var tls = group("server", "tls",
                new JsonObject().put("certificate", certificate.toString()).put("key", key.toString()));
        var found = place.findings(tls, NO_VARIABLES);
        if (sentence == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).singleElement().asString().startsWith(sentence.split("…")[0])
                    .contains(sentence.split("…"));
        }
    }

    private static JsonObject group(String group, String key, Object value) {
        return new JsonObject().put(group, new JsonObject().put(key, value));
    }

    private static Mistake in(String group, String key, Object value, String sentence) {
        return new Mistake(group(group, key, value), NO_VARIABLES, sentence);
    }

    private static Mistake in(String key, String value, String sentence) {
        return new Mistake(new JsonObject().put(key, value), NO_VARIABLES, sentence);
    }

    private static Mistake variable(String name, String sentence) {
        return new Mistake(new JsonObject(), Map.of(name, "/nowhere/secret"), sentence);
    }
}
