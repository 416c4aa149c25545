package nl.rijkscloud.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    /** The required keys only. */
    private static final String SMALLEST = """
            organisation:
              name: IGJ
              fullName: Inspectie
              phone: 088-120 5000
              phoneHours: binnen kantooruren
              domains: [igj.nl, example.nl]
              contactName: Meldpunt
              contactEmail: Meldpunt@igj.nl
              securityContact: mailto:security@igj.nl
            server:
              publicUrl: https://igj.rijkscloud.nl
            database:
              uri: postgresql://db:5432/rijkscloud
              user: rijkscloud
              password: "very secret"
            masterKey: keys/master.key
            storage:
              folder: /srv/blobs
            mail:
              host: smtp.igj.nl
            sms:
              url: https://sms.example.nl/messages
            """;

    @TempDir
    Path folder;

    @Test
    void smallestFileTakesEverythingElseFromTheDefaults() throws IOException {
        var config = load(SMALLEST);

        assertThat(config.server().publicUrl()).isEqualTo(URI.create("https://igj.rijkscloud.nl"));
        assertThat(config.server().drain()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.server().tls()).isEmpty();
        assertThat(config.server().instances()).isEqualTo(Math.min(64, Runtime.getRuntime().availableProcessors()));
        assertThat(config.database().password()).isEqualTo(new Secret("very secret"));
        assertThat(config.masterKey()).isEqualTo(folder.resolve("keys/master.key"));
        assertThat(config.documents().maxSize()).isEqualTo(100L << 30);
        assertThat(config.documents().types()).hasSize(29).containsEntry("pdf", List.of("application/pdf"));
        assertThat(config.mail().from()).isEqualTo("no-reply@igj.rijkscloud.nl");
        assertThat(config.mail().fromName()).isEqualTo("IGJ Rijkscloud");
        assertThat(config.mail().user()).isEmpty();
        assertThat(config.sms().token()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "kind: clamd, address: 'tcp://10.0.0.5:3310' | scan.address: would send every document to 10.0.0.5"
                    + " unencrypted; scan.plaintextNetwork: true says that nobody else listens on that network",
            "kind: clamd | scan.address: is missing",
            "kind: icap, maximum: 1MiB, address: 'icap://a.nl/s' | scan.address: would send every document to a.nl"
                    + " unencrypted; scan.plaintextNetwork: true says that nobody else listens on that network",
            "kind: icap, address: 'icap://localhost/avscan' | scan.maximum: is missing: write how large a document the"
                    + " ICAP server is set to look at",
            "kind: icap, maximum: 100MiB, address: 'tcp://localhost:1344' | scan.address: \"tcp://localhost:1344\" is"
                    + " not an address like icap://127.0.0.1:1344/avscan or icaps://scanner.igj.nl:11344/avscan",
            "kind: clamd, address: 'unix:/s', infected: hold, hold: 4h | scan.infected: can be deliver, warn or refuse",
            "kind: clamd, address: 'unix:/s', notScanned: hold | scan.hold: is 0s, but scan.notScanned is hold",
            "notScanned: refuse | scan.notScanned: would refuse every document while scan.kind is none"})
    void scannerThatWouldLeakOrRefuseEverythingIsAMistake(String keys, String mistake) throws IOException {
        assertThat(mistakes(SMALLEST + "scan: {" + keys + "}\n")).containsExactly(mistake);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "kind: clamd, address: 'unix:/run/clamav/clamd.ctl'", "kind: clamd, address: 'tcp://localhost:3310'",
            "kind: clamd, address: 'tcp://10.0.0.5:3310', plaintextNetwork: true",
            "kind: icap, maximum: 100MiB, address: 'icaps://scanner.igj.nl/avscan?mode=simple'",
            "kind: icap, maximum: 100MiB, address: 'icap://10.0.0.5/avscan', plaintextNetwork: true"})
    void scannerBehindASocketOrOnAPermittedNetworkIsRead(String keys) throws IOException {
        assertThat(load(SMALLEST + "scan: {" + keys + "}\n").scan().address()).isPresent();
    }

    @Test
    void emptyFileMissesExactlyTheRequiredKeys() throws IOException {
        assertThat(mistakes("")).containsExactlyInAnyOrder(
                "organisation.name: is missing", "organisation.fullName: is missing", "organisation.phone: is missing",
                "organisation.phoneHours: is missing", "organisation.domains: is missing",
                "organisation.contactName: is missing",
                "organisation.contactEmail: is missing", "organisation.securityContact: is missing",
                "server.publicUrl: is missing",
                "database.uri: is missing", "database.user: is missing", "database.password: is missing",
                "masterKey: is missing",
                "storage.folder: is missing", "mail.host: is missing", "sms.url: is missing");
    }

    @Test
    void allMistakesAreReportedAtOnce() throws IOException {
        assertThat(mistakes(SMALLEST + """
                retention:
                  unfinished: 7 dagen
                  delivered: 2000d
                documents:
                  maxSize: 100 gig
                  maxPerTransfer: many
                server2: {}
                """)).containsExactlyInAnyOrder(
                "retention.unfinished: \"7 dagen\" is not a duration; write 2y, 7d, 12h, 30m or 45s",
                "retention.delivered: \"2000d\" is not between 1d and 365d",
                "documents.maxSize: \"100 gig\" is not a size; write 512KiB, 8MiB, 100GiB or 50GB",
                "documents.maxPerTransfer: \"many\" is not a whole number",
                "server2: unknown key; did you mean server?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "  name: IGJ | nmae: IGJ | organisation.nmae: unknown key; did you mean name?",
        "publicUrl: https://igj.rijkscloud.nl | publicUrl: http://igj.nl | server.publicUrl: \"http://igj.nl\" "
        + "is not an",
        "publicUrl: https://igj.rijkscloud.nl | publicUrl: https://a.nl/x | server.publicUrl: \"https://a.nl/x\" "
        + "is not an",
        "publicUrl: https://igj.rijkscloud.nl | publicUrl: https://u:p@a.nl | server.publicUrl: \"https://u:p@a.nl\" "
        + "is not an",
        "Meldpunt@igj.nl | Meldpunt@mail.igj.nl | is in none of organisation.domains",
        "Meldpunt@igj.nl | Meldpunt | is not an e-mail address",
        "Meldpunt@igj.nl | a234567890b234567890c234567890d234567890e234567890f234567890g2345@igj.nl | is not an "
        + "e-mail address",
        "[igj.nl, example.nl] | igj.nl | organisation.domains: must be a list, like [one",
        "[igj.nl, example.nl] | [IGJ.nl] | is not a domain in lower case",
        "mailto:security@igj.nl | security@igj.nl | organisation.securityContact: \"security@igj",
        "postgresql://db:5432/rijkscloud | jdbc:postgresql://db/rijkscloud | database.uri:",
        "postgresql://db:5432/rijkscloud | postgresql://me:pw@db/rijkscloud | database.uri:",
        "https://sms.example.nl/messages | http://sms.example.nl/messages | sms.url:",
        "masterKey: keys/master.key | masterKey: {} | masterKey: must be one value",
        "phone: 088-120 5000 | phone: \"088\\n120 5000\" | organisation.phone: must be one line",
        "folder: /srv/blobs | {folder: /srv/blobs, keys: /srv/blobs/keys} | storage: needs keys outside folder",
        "storage: | server: | is not YAML: found duplicate key server",
    })
    void eachWrongValueHasItsSentence(String right, String wrong, String sentence) throws IOException {
        assertThat(SMALLEST).contains(right.strip());

        var found = mistakes(SMALLEST.replace(right.strip(), wrong.strip()));

        assertThat(found).anySatisfy(mistake -> assertThat(mistake).contains(sentence.strip()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "management: {port: 8080} | management.port: 8080 is server.port too",
        "management: {port: 70000} | management.port: \"70000\" is not between 0 and 65535",
        "sessions: {idle: 12h, absolute: 1h} | sessions.absolute: is shorter than sessions.idle",
        "sessions: {staffIdle: 2h, staffAbsolute: 1h} | sessions.staffAbsolute: is shorter than sessions.staffIdle",
        "staff: {signIn: saml} | staff.signIn: \"saml\" is none of local, oidc",
        "staff: {signIn: oidc} | staff.oidc: needs issuer, clientId and clientSecret",
        "staff: {signIn: oidc, oidc: {issuer: https://a.nl, clientId: a}} | staff.oidc: needs issuer, clientId and",
        "staff: {oidc: {issuer: http://login.igj.nl}} | staff.oidc.issuer: \"http://login.igj.nl\" is not an address",
        "staff: {oidc: {roles: {baas: [x]}}} | staff.oidc.roles.baas: unknown key",
        "codes: {tries: 11} | codes.tries: \"11\" is not between 1 and 10",
        "codes: {tries: 0} | codes.tries: \"0\" is not between 1 and 10",
        "codes: {lifetime: 10} | codes.lifetime: \"10\" is not a duration",
        "codes: 5 | codes: must be a group of keys",
        "limits: {mailsPerAdressPerHour: 5} | unknown key; did you mean mailsPerAddressPerHour?",
        "documents: {types: {PDF: [application/pdf]}} | documents.types: \"PDF\" is not an extension",
        "documents: {types: {pdf: [pdf]}} | documents.types: \"pdf\" is not a media type",
        "documents: {types: {pdf: []}} | documents.types.pdf: \"[]\" needs at least one media type",
        "documents: {types: {pdf: application/pdf}} | documents.types.pdf: must be a list",
    })
    void eachWrongGroupHasItsSentence(String wrong, String sentence) throws IOException {
        assertThat(mistakes(SMALLEST + wrong.strip()))
                .anySatisfy(mistake -> assertThat(mistake).contains(sentence.strip()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "kind: tape | storage.kind: \"tape\" is none of folder, s3",
        "kind: s3 | storage.s3: needs bucket when storage.kind is s3",
        "kind: s3 | storage: needs keys when storage.kind is s3",
        "s3: {bucket: Big} | storage.s3.bucket: \"Big\" is not the name of a bucket",
        "s3: {endpoint: http://s3.igj.nl} | storage.s3.endpoint: \"http://s3.igj.nl\" is not an address like",
        "s3: {prefix: a} | storage.s3.prefix: \"a\" is not a prefix like rijkscloud/",
        "s3: {pathStyle: yes} | storage.s3.pathStyle: \"yes\" is neither true nor false",
        "s3: {bucket: igj, accessKeyFile: a} | storage.s3: needs accessKeyFile and secretKeyFile, or neither",
        "s3: {bucket: igj, caFile: no-file} | no-file\" is not a file that can be read",
    })
    void eachWrongStoreHasItsSentence(String wrong, String sentence) throws IOException {
        assertThat(mistakes(SMALLEST.replace("folder: /srv/blobs", wrong.strip())))
                .anySatisfy(mistake -> assertThat(mistake).contains(sentence.strip()));
    }

    @Test
    void aWrongMailServerIsRefused() throws IOException {
        assertThat(mistakes(SMALLEST.replace("  host: smtp.igj.nl", """
                  host: smtp.igj.nl
                  security: ssl
                  user: me
                  templates: nowhere
                """.indent(0).stripTrailing()))).containsExactlyInAnyOrder(
                "mail.security: \"ssl\" is none of none, starttls, tls", "mail: needs user and password, or neither",
                "mail.templates: \"" + folder.resolve("nowhere") + "\" is not a folder");
        assertThat(mistakes(SMALLEST.replace("  host: smtp.igj.nl",
                "  host: smtp.igj.nl\n  security: none\n  user: a\n  password: b")))
                .containsExactly("mail.security: none would send the password to smtp.igj.nl in the open");
    }

    @Test
    void tlsAndProxiesAreCheckedAgainstTheMachine() throws IOException {
        var server = "  publicUrl: https://igj.rijkscloud.nl";
        assertThat(mistakes(SMALLEST.replace(server, server
                + "\n  tls: {certificate: chain.pem}\n  trustedProxies: [10.0.0.0/33]")))
                .containsExactlyInAnyOrder(
                        "server.tls: needs certificate and key, or neither",
                        "server.trustedProxies: \"10.0.0.0/33\" is not an address or network, like 10.0.0.0/8");
        assertThat(mistakes(SMALLEST.replace(server, server + "\n  tls: {certificate: chain.pem, key: key.pem}")))
                .containsExactly(
                "server.tls.certificate: \"" + folder.resolve("chain.pem") + "\" is not a file that can be read",
                "server.tls.key: \"" + folder.resolve("key.pem") + "\" is not a file that can be read");

        Files.writeString(folder.resolve("chain.pem"), "");
        Files.writeString(folder.resolve("key.pem"), "");
        var config = load(SMALLEST.replace(server, server
                + "\n  tls: {certificate: chain.pem, key: key.pem}\n  trustedProxies: [10.0.0.0/8, '::1']"));
        assertThat(config.server().tls())
                .contains(new Config.Tls(folder.resolve("chain.pem"), folder.resolve("key.pem")));
        assertThat(config.server().trustedProxies()).containsExactly("10.0.0.0/8", "::1");
    }

    @Test
    void secretsComeFromTheFilesThatTheEnvironmentNames() throws IOException {
        Files.writeString(folder.resolve("db"), "from the file \n");
        Files.writeString(folder.resolve("token"), "t0ken");

        var config =
                load(SMALLEST + "staff: {signIn: oidc, oidc: {issuer: https://login.igj.nl, clientId: rc}}", Map.of(
                "RIJKSCLOUD_DATABASE_PASSWORD_FILE", folder.resolve("db").toString(),
                "RIJKSCLOUD_SMS_TOKEN_FILE", folder.resolve("token").toString(),
                "RIJKSCLOUD_OIDC_SECRET_FILE", folder.resolve("token").toString(),
                "RIJKSCLOUD_MASTER_KEY_FILE", "/run/secrets/master.key"));

        assertThat(config.database().password()).isEqualTo(new Secret("from the file"));
        assertThat(config.staff().oidc().orElseThrow().clientSecret()).isEqualTo(new Secret("t0ken"));
        assertThat(config.sms().token()).isEqualTo(Optional.of(new Secret("t0ken")));
        assertThat(config.masterKey()).isEqualTo(Path.of("/run/secrets/master.key"));
    }

    @Test
    void aSecretFileThatIsMissingOrEmptyIsAMistake() throws IOException {
        var empty = Files.writeString(folder.resolve("empty"), "\n").toString();
        assertThat(mistakes(SMALLEST,
                Map.of("RIJKSCLOUD_DATABASE_PASSWORD_FILE", empty, "RIJKSCLOUD_SMS_TOKEN_FILE", "/nowhere/token")))
                .containsExactlyInAnyOrder(
                        "database.password: the file that RIJKSCLOUD_DATABASE_PASSWORD_FILE names is empty: " + empty,
                        "sms.token: the file that RIJKSCLOUD_SMS_TOKEN_FILE names cannot be read: /nowhere/token");
    }

    @Test
    void noMistakeQuotesASecret() throws IOException {
        assertThat(mistakes(SMALLEST.replace("\"very secret\"", "{very: secret}")))
                .noneMatch(mistake -> mistake.contains("secret"));
        assertThat(mistakes(SMALLEST.replace("\"very secret\"", "\"very secret")))
                .noneMatch(mistake -> mistake.contains("very"));
        assertThat(load(SMALLEST).toString()).doesNotContain("very secret");
    }

    @Test
    void aFileThatIsNotThereIsAMistake() {
        var missing = catchThrowableOfType(ConfigException.class,
                () -> ConfigFile.load(folder.resolve("none.yaml"), Map.of()));
        assertThat(missing.mistakes()).containsExactly(folder.resolve("none.yaml") + ": there is no such file");
    }

    private List<String> mistakes(String yaml) throws IOException {
        return mistakes(yaml, Map.of());
    }

    private List<String> mistakes(String yaml, Map<String, String> environment) throws IOException {
        var file = Files.writeString(folder.resolve("test.yaml"), yaml);
        var refusal = catchThrowableOfType(ConfigException.class, () -> ConfigFile.load(file, environment));
        assertThat(refusal).as("nothing was wrong").isNotNull();
        return refusal.mistakes();
    }

    private Config load(String yaml) throws IOException {
        return load(yaml, Map.of());
    }

    private Config load(String yaml, Map<String, String> environment) throws IOException {
        return ConfigFile.load(Files.writeString(folder.resolve("test.yaml"), yaml), environment);
    }
}
