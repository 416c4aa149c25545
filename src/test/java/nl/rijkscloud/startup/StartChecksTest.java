package nl.rijkscloud.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.blob.BlobPlace;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.Secret;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.keys.MasterKeys;
import nl.rijkscloud.testing.LogLines;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.MasterKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartChecksTest {
    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private SoundPlace place;
    private Config sound;

    @BeforeEach
    void open() throws IOException {
        place = new SoundPlace(elsewhere);
        sound = place.config();
    }

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void everythingThatIsMissingIsReportedAtOnce() {
        var findings = StartChecks.run(config(
                new Config.Database(URI.create("postgresql://127.0.0.1:1/none"), "me", new Secret("secret"), 2),
                folder.resolve("no.key"), folder.resolve("no-folder"), mail(1, Config.MailSecurity.NONE)));

        assertThat(findings.reasons()).hasSize(2);
        assertThat(findings.reasons().get(0)).startsWith("masterKey: ").contains("openssl rand -base64 32");
        assertThat(findings.reasons().get(1)).startsWith("storage.folder: ").contains("is not a folder");
        assertThat(findings.waits()).containsExactly("database: PostgreSQL does not answer at 127.0.0.1:1");
        assertThat(findings.warnings())
                .containsExactly("mail.host: 127.0.0.1:1 cannot be reached; mails wait until that is over");
    }

    @Test
    void correctSurroundingsGiveNoFinding() throws IOException {
        var smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        try {
            var findings = StartChecks.run(config(
                    TestDatabase.fresh(), key(1), folder, mail(smtp.getSmtp().getPort(), Config.MailSecurity.NONE)));

            assertThat(findings).isEqualTo(Findings.NOTHING);
            assertThat(folder).isDirectoryNotContaining(file -> file.getFileName().toString().startsWith(".probe"));
        } finally {
            smtp.stop();
        }
    }

    @Test
    void firstStartBindsTheDatabaseToItsMasterKey() throws IOException {
        var database = TestDatabase.fresh();
        var right = key(1);
        var wrong = key(2);
        var vertx = Vertx.vertx();
        var open = Database.open(vertx, database);
        try {
            InstallationKey.open(open, MasterKeys.of(MasterKey.read(right)), Optional.empty()).await();
            InstallationKey.open(open, MasterKeys.of(MasterKey.read(right)), Optional.empty()).await();

            assertThatThrownBy(() -> InstallationKey.open(open,
                            MasterKeys.of(MasterKey.read(wrong)), Optional.empty()).await())
                    .isInstanceOf(StartRefused.class).hasMessage(InstallationKey.DIFFERS);
            assertThat(DatabaseCheck.run(database, right, place())).isEqualTo(Findings.NOTHING);
            assertThat(DatabaseCheck.run(database, wrong, place()).reasons()).containsExactly(InstallationKey.DIFFERS);
        } finally {
            open.close().await();
            vertx.close().await();
        }
    }

    @Test
    void mailServerOutageStopsOnlyAFirstStart() throws IOException {
        var database = TestDatabase.fresh();
        var config = config(database, key(1), folder, mail(1, Config.MailSecurity.NONE));

        var first = StartChecks.run(config);
        TestDatabase.sql(database, "insert into installation (key_check) values (decode('%s', 'hex'))"
                .formatted(HexFormat.of().formatHex(MasterKey.read(config.masterKey()).check())));
        var later = StartChecks.run(config);

        assertThat(first.reasons()).containsExactly("mail.host: 127.0.0.1:1 cannot be reached; a first start needs it");
        assertThat(later.reasons()).isEmpty();
        assertThat(later.warnings())
                .containsExactly("mail.host: 127.0.0.1:1 cannot be reached; mails wait until that is over");
    }

    @Test
    void checkThatHangsIsNamedInTheLogAndStillCounts() throws Exception {
        var disk = new CountDownLatch(1);
        var hanging = new StartChecks.Named("store", "Mount the folder.", () -> {
            disk.await();
            return Findings.wait("storage.folder: is not mounted");
        });
        var other = new StartChecks.Named("ports", "None.", () -> Findings.warning("a portal is running"));

        try (var log = new LogLines()) {
            var findings = CompletableFuture.supplyAsync(
                    () -> StartChecks.all(List.of(hanging, other), Duration.ofMillis(20)));
            await().untilAsserted(() -> assertThat(log.warnings())
                    .anyMatch(line -> line.endsWith("not started yet: the check \"store\" has not ended"))
                    .noneMatch(line -> line.contains("\"ports\"")));
            disk.countDown();

            assertThat(findings.get(30, TimeUnit.SECONDS)).isEqualTo(new Findings(
                    List.of(), List.of("storage.folder: is not mounted"), List.of("a portal is running")));
        }
    }

    @Test
    void databaseWithoutSchemaIsFine() throws IOException {
        assertThat(DatabaseCheck.run(TestDatabase.empty(), key(1), place())).isEqualTo(Findings.NOTHING);
    }

    @Test
    void newDatabaseBesideOldDocumentsIsAReason() throws IOException {
        Files.createDirectories(folder.resolve("3f"));
        Files.writeString(folder.resolve("3f/3f0e9f3c-0000-4000-8000-000000000000.blob"), "x");

        assertThat(DatabaseCheck.run(TestDatabase.fresh(), key(1), place()).reasons()).singleElement().asString()
                .startsWith("storage.folder: ").contains("holds documents, but the database is new");
    }

    @Test
    void silentDatabaseIsWaitedFor() throws IOException {
        try (var silent = new ServerSocket(0)) {
            var config = new Config.Database(URI.create("postgresql://127.0.0.1:" + silent.getLocalPort() + "/none"),
                    "me", new Secret("secret"), 2);

            var findings = DatabaseCheck.run(config, key(1), place());

            assertThat(findings.reasons()).isEmpty();
            assertThat(findings.waits())
                    .containsExactly("database: PostgreSQL does not answer at 127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void databaseThatDoesNotExistIsNamed() throws IOException {
        var database = TestDatabase.empty();
        var other = new Config.Database(database.uri().resolve("/nobodys"), database.user(), database.password(), 2);

        assertThat(DatabaseCheck.run(other, key(1), place()).reasons())
                .containsExactly("database: PostgreSQL has no database nobodys");
    }

    @Test
    void keyFileWithOtherContentIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[31]));

        assertThat(KeyCheck.masterKey(file).reasons()).singleElement().asString()
                .endsWith("must hold 32 random bytes in base64");
    }

    @Test
    void keyFileReadableByOthersIsAWarning() throws IOException {
        var file = key(1);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(KeyCheck.masterKey(file).reasons()).isEmpty();
        assertThat(KeyCheck.masterKey(file).warnings()).singleElement().asString().contains("chmod 600");
    }

    @Test
    void folderThatCannotBeWrittenIsAReason() {
        // Not by permissions: tests may run as root, who ignores permissions.
        assertThat(StoreCheck.run(BlobPlace.inFolder(Path.of("/proc"))).reasons()).singleElement().asString()
                .startsWith("storage.folder: cannot write");
    }

    @Test
    void tooLittleMemoryForTheJvmIsAReason() {
        assertThat(ProcessCheck.memory(64 << 20, 128 << 20)).isEqualTo(Findings.NOTHING);
        assertThat(ProcessCheck.memory(64 << 20, (128 << 20) - 1).reasons())
                .containsExactly("storage.memoryBudget: needs -XX:MaxDirectMemorySize=128m or more, it is 127m");
    }

    @Test
    void otherServiceOnTheMailServersPortIsNamed() throws IOException {
        try (var server = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                try (var socket = server.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 400\r\n".getBytes());
                } catch (IOException ended) {
                    // the test is over
                }
            });

            assertThat(MailCheck.server(mail(server.getLocalPort(), Config.MailSecurity.STARTTLS),
                    () -> Optional.of(true))
                            .warnings())
                    .singleElement().asString().contains("answers, but not as a mail server");
        }
    }

    private Path key(int fill) throws IOException {
        var bytes = new byte[32];
        bytes[0] = (byte) fill;
        var file = Files.writeString(folder.resolve("key" + fill), Base64.getEncoder().encodeToString(bytes) + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static Config.Mail mail(int port, Config.MailSecurity security) {
        return new Config.Mail(
                "127.0.0.1", port, security, Optional.empty(), Optional.empty(), "no-reply@igj.nl",
                "no-reply@igj.nl", "IGJ", Optional.empty(),
                Duration.ofDays(1));
    }

    /** Correct, except for the given arguments. */
    private Config config(Config.Database database, Path key, Path blobs, Config.Mail mail) {
        return new Config(
                sound.organisation(), sound.server(), sound.management(), database, key, Optional.empty(),
                new Config.Storage(blobs, blobs.resolveSibling("keys"), 16 << 20, Duration.ofDays(7)), sound.ledger(),
                sound.documents(), sound.scan(), sound.requests(), sound.sessions(), sound.staff(), mail,
                sound.bounce(), sound.sms(), sound.proxy(), sound.codes(), sound.limits(), sound.audit(),
                sound.retention(), sound.statements(), sound.recovery(), sound.warnings(), sound.settings());
    }

    private BlobPlace place() {
        return BlobPlace.inFolder(folder);
    }
}
