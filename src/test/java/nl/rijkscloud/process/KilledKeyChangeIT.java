package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The master key is replaced while transfers run, and {@code kill -9} ends the server while it seals shares anew: the
 * next process goes on, and everybody's link and session still works.
 */
@Tag("soak")
final class KilledKeyChangeIT {
    @Test
    void killWhileSharesAreSealedAnewLosesNothing(@TempDir Path folder) throws Exception {
        try (var portal = PortalProcess.start(folder, new JsonObject())) {
            var waiting = SenderJourney.before(portal);
            waiting.fillIn("nl");
            var link = waiting.uploadLink();
            var sending = SenderJourney.begin(portal); // has a session and a pending slot from here on
            sending.add("brief.txt", Sample.text(1000, 1));
            sending.awaitChecked();
            configureAnotherKey(portal, folder);

            assertThat(key(portal, "rotate")).contains("keys are wrapped under the new master key");
            assertThat(sending.transfer().getString("state")).isEqualTo("open");
            portal.kill();
            sql(portal, "delete from key_server"); // as after five minutes
            assertThat(key(portal, "rotate", "--finish")).contains("The new master key alone opens the keys");
            try (var hold = new Hold(portal.surroundings().config().database(), "transfer",
                    "share_version(new.share) > share_version(old.share)")) {
                portal.start();
                hold.await();
                portal.kill();
            }
            assertThat(key(portal, "show")).contains("2 shares still lie under an earlier key");
            portal.start();

            Awaitility.await().atMost(PortalProcess.PATIENCE).until(() -> value(portal,
                    "select string_agg(version::text, ' ') from purpose_key where purpose = 'share'").equals("2"));
            assertThat(value(portal, "select string_agg(distinct share_version(share)::text, ' ') from transfer"))
                    .isEqualTo("2");
            assertThat(key(portal, "show")).doesNotContain("earlier key");
            DeadLeases.end(portal);
            waiting.open(link);
            sending.submit();
            assertThat(sending.report().getString("state")).isEqualTo("delivered");
        }
    }

    /** Writes a new key, and names both in the configuration. */
    private static void configureAnotherKey(PortalProcess portal, Path folder) throws Exception {
        var key = Files.writeString(folder.resolve("master-2.key"), Base64.getEncoder().encodeToString(
                "the new key, which has 32 bytes!".getBytes(StandardCharsets.US_ASCII)));
        var file = portal.surroundings().configFile();
        var config = new JsonObject(Files.readString(file));
        config.put("previousMasterKey", config.getString("masterKey")).put("masterKey", key.toString());
        Files.writeString(file, config.encodePrettily());
    }

    private static String key(PortalProcess portal, String... act) throws Exception {
        var words = Stream.concat(Stream.of("key"), Stream.of(act));
        var outcome = Jar.run(Stream.concat(words, Stream.of(
                "--config", portal.surroundings().configFile().toString())).toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return new String(outcome.out(), StandardCharsets.UTF_8);
    }

    private static void sql(PortalProcess portal, String statement) {
        TestDatabase.sql(portal.surroundings().config().database(), statement);
    }

    private static String value(PortalProcess portal, String query) {
        return TestDatabase.value(portal.surroundings().config().database(), query).orElseThrow();
    }
}
