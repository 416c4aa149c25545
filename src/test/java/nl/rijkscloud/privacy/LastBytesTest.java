package nl.rijkscloud.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.keys.MasterKeys;
import nl.rijkscloud.startup.InstallationKey;
import nl.rijkscloud.testing.OwnPostgres;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SendingJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People who were erased are in no byte of PostgreSQL's data folder after the statements that operations.md gives. The
 * database is as in life: its statistics were gathered while the people were in it.
 */
final class LastBytesTest {
    private static final Duration TERM = Duration.ofDays(365);
    private static final Pattern STATEMENTS =
            Pattern.compile("(?s)### The last bytes of a person\n.*?```sql\n(.*?)```");
    private static final List<String> PEOPLE = List.of("quirina", "zevenster", "612349876", "zorghuis xanthe",
            "wubbo", "ockelsma", "687654321");
    /** Sealed on arrival, so never there. */
    private static final List<String> CONTENT = List.of("geheimschrift", "zeer vertrouwelijk", "lees dit nooit");

    @TempDir
    private Path folder;

    @Test
    void noByteOfAPersonRemainsInTheDataFolder() throws Exception {
        try (var server = OwnPostgres.at(folder.resolve("postgres"), Map.of("autovacuum", "off")).start()) {
            var database = server.config();
            var config = exchange(database);
            TestDatabase.sql(database, "analyze");
            TestDatabase.sql(database, "checkpoint");
            assertThat(found(PEOPLE)).as("before: the search finds what is there").isEqualTo(PEOPLE);

            end(database);
            erase(config);
            TestDatabase.sql(database, "checkpoint");
            assertThat(found(PEOPLE)).as("erased rows alone stay in the files").isNotEmpty();

            for (var statement : statements()) {
                run(database, statement);
            }
        }
        assertThat(found(PEOPLE)).isEmpty();
        assertThat(found(CONTENT)).isEmpty();
    }

    /** Returns the settings of the portal that did it. */
    private Config exchange(Config.Database database) throws IOException {
        try (var portal = DemoPortal.start(DemoOptions.in(folder).on(database).with(TestPortal.NO_LIMITS))) {
            var sender = SenderJourney.as("quirina.zevenster@example.org", portal);
            var form = SenderJourney.form("quirina.zevenster@example.org", "nl");
            form.getJsonObject("sender").put("name", "Quirina Zevenster").put("phone", "0612349876")
                    .put("organisation", "Zorghuis Xanthe");
            assertThat(sender.browser().post("/api/submissions", form).statusCode()).isEqualTo(202);
            sender.open(sender.uploadLink());
            sender.add("geheimschrift.txt", "Zeer vertrouwelijk".getBytes(StandardCharsets.UTF_8));
            sender.awaitChecked();
            assertThat(sender.browser().post("/api/transfer/submit", new JsonObject().put("subject", "Jaarstukken")
                    .put("text", "Lees dit nooit")).statusCode()).isEqualTo(200);
            sender.report();

            var sending = SendingJourney.begin(StaffJourney.signIn(portal, DemoStaff.SANNE));
            var draft = SendingJourney.draft("wubbo.ockelsma@example.org");
            draft.getJsonArray("recipients").getJsonObject(0).put("name", "Wubbo Ockelsma")
                    .put("mobile", "+31687654321");
            assertThat(sending.save(draft).statusCode()).isEqualTo(204);
            sending.add("geheimschrift.txt", "Zeer vertrouwelijk".getBytes(StandardCharsets.UTF_8));
            assertThat(sending.send().statusCode()).isEqualTo(200);
            return portal.config();
        }
    }

    private static void end(Config.Database database) {
        TestDatabase.sql(database, "update transfer set state = 'destroyed', share = null");
        TestDatabase.sql(database, "delete from slot; delete from event where kind = 'destroyed';"
                + " insert into event (transfer_id, at, kind) select id, now() - interval '400 days', 'destroyed'"
                + " from transfer");
    }

    private static void erase(Config config) throws IOException {
        var clock = InstantSource.fixed(Instant.now().plus(TERM.multipliedBy(2)));
        var vertx = Vertx.vertx();
        var database = Database.open(vertx, config.database());
        try {
            var keys = InstallationKey.open(database, MasterKeys.read(config), Optional.empty()).await();
            new Erasure(database, new Audit(database, keys, clock), clock,
                    new Config.Retention(
                            TERM, TERM, TERM, TERM, TERM, TERM, TERM, Optional.empty(), TERM, TERM), () -> false)
                    .run(() -> false).await();
        } finally {
            database.close().await();
            vertx.close().await();
        }
    }

    private static List<String> statements() throws IOException {
        var block = STATEMENTS.matcher(Files.readString(Path.of("docs/operations.md")));
        assertThat(block.find()).as("operations.md has them").isTrue();
        return Arrays.stream(block.group(1).split(";")).map(String::strip).filter(one -> !one.isEmpty()).toList();
    }

    /** Each by itself, as psql does: several in one message would be a transaction, in which VACUUM is refused. */
    private static void run(Config.Database database, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(
                "jdbc:" + database.uri(), database.user(), database.password().reveal());
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private List<String> found(List<String> words) throws IOException {
        var everything = new StringBuilder();
        try (var files = Files.walk(folder.resolve("postgres"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                everything.append(Files.readString(file, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
            }
        }
        return words.stream().filter(word -> everything.indexOf(word) >= 0).toList();
    }
}
