package nl.rijkscloud.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.config.ConfigFile;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data that outlives its time is counted: the test keeps one thing after the other in the database. */
final class LeftBehindTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final PrivacyFixture fixture = new PrivacyFixture();
    private UUID ended;
    private Retention retention;

    @BeforeEach
    void end(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "a secret of some length").toString();
        var config = ConfigFile.load(Path.of("conf/rijkscloud.yaml"), Map.of(
                "RIJKSCLOUD_DATABASE_PASSWORD_FILE", secret, "RIJKSCLOUD_SMS_CALLBACK_SECRET_FILE", secret));
        retention = new Retention(fixture.database, config, InstantSource.fixed(NOW));
        fixture.submitted("anna@zorg.nl", null);
        ended = fixture.submitted("bas@zorg.nl", null);
        TestDatabase.sql(fixture.config, "update transfer set expires_at = '" + NOW + "'");
        TestDatabase.sql(fixture.config, "update transfer set state = 'withdrawn', share = null where id = '" + ended
                + "'");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void nothingIsOverdueWhenEverythingWorks() {
        TestDatabase.sql(fixture.config,
                "insert into slot (transfer_id, kind, sealed)"
                        + " select id, 'pending', 'x' from transfer where state = 'open'");

        assertThat(retention.read().await().overdue()).isEqualTo(new Retained.Overdue(0, 0, 0, 0, 0));
    }

    /** Each statement leaves one thing behind, as if the destruction had forgotten it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update transfer set share = 'x' where id = '%s'                                                             | 0 1 0
            update transfer set manifest = 'x' where id = '%s'                                                          | 0 1 0
            insert into slot (transfer_id, kind, sealed) values ('%s', 'pending', 'x')                                  | 0 1 0
            insert into link (id, transfer_id, kind, created_at, expires_at) select decode(repeat('00', 16), 'hex'), '%s', 'report', now(), now() | 0 1 0
            with s as (insert into session (id, created_at, seen_at, expires_at) values ('x', now(), now(), now()) returning id) insert into session_grant (session_id, link_id, transfer_id, kind, sealed_key, opened_at) select id, 'x', '%s', 'report', 'x', now() from s | 0 1 0
            insert into request (transfer_id, series, asked, repeat, ends_at) values ('%1$s', '%1$s', 'x', false, now()) | 0 1 0
            insert into document (id, transfer_id, state, length, entry, created_at, updated_at) values (gen_random_uuid(), '%s', 'accepted', 1, 'x', now(), now()) | 0 0 1
            update transfer set state = 'delivered', expires_at = timestamptz '2026-11-20 08:59:59Z' where id = '%s'         | 1 0 0
            update transfer set state = 'delivered', expires_at = timestamptz '2026-11-20 09:00:01Z' where id = '%s'         | 0 0 0
            """)
    void undestroyedDataIsCounted(String statement, String expected) {
        TestDatabase.sql(fixture.config, statement.formatted(ended));

        var overdue = read().overdue();
        assertThat(overdue.transfers() + " " + overdue.keys() + " " + overdue.documents()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"accepted, 0, 1", "waiting, 2, 1", "waiting, 0, 0", "cancelled, 0, 1"})
    void unwipedMessageIsCounted(String state, int hoursOld, int expected) {
        TestDatabase.sql(fixture.config,
                "insert into outbox (id, channel, template, language, recipient, payload, state, due_at, expires_at,"
                + " created_at) values (gen_random_uuid(), 'mail', 'confirmation', 'nl', 'a@example.org', 'x', '"
                        + state + "', now() + interval '1 day',"
                + " timestamptz '" + NOW + "' - interval '" + hoursOld + " hours', now())");

        assertThat(read().overdue().messages()).isEqualTo(expected);
    }

    @Test
    void oldestThingThatIsDueIsNamed() {
        TestDatabase.sql(fixture.config, """
                update transfer set state = 'delivered', expires_at = timestamptz '2026-11-20 09:30:00Z' where id = '%s'"""
                        .formatted(ended));

        assertThat(read().oldest().transfers()).contains(Instant.parse("2026-11-20T09:30:00Z"));
        assertThat(read().overdue().transfers()).as("not an hour ago").isZero();
    }

    @Test
    void everyKindAndRuleOfTheRegisterHasWords() throws IOException {
        for (var language : List.of("nl", "en")) {
            var words = new JsonObject(Files.readString(Path.of("webroot/text", language + ".json")))
                    .getJsonObject("inspectie-bewaren").fieldNames();
            assertThat(words).containsAll(Register.all().stream().flatMap(kept -> Stream.of("kept-" + kept.what(),
                    "term-" + kept.term().word(), "place-" + kept.place().name().toLowerCase(Locale.ROOT))).toList());
        }
    }

    @Test
    void monthsFollowDutchTimeAndOnlyTwelveAreCounted() {
        end("2026-10-31T22:59:59Z"); // before midnight in the Netherlands
        end("2026-10-31T23:00:00Z");
        end("2025-11-30T22:59:59Z");

        var months = read().months();
        assertThat(months.stream().filter(month -> month.expired() > 0)
                .map(month -> month.month() + " " + month.expired()))
                .containsExactly("2026-11 1", "2026-10 1");
        assertThat(months.getLast().month()).hasToString("2025-12");
    }

    private void end(String at) {
        TestDatabase.sql(fixture.config, "insert into event (transfer_id, at, kind) values ('" + ended + "', '" + at
                + "', 'destroyed')");
    }

    private Retained read() {
        return retention.read().await();
    }
}
