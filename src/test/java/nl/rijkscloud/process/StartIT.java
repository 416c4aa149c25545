package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages for an operator who starts the jar in faulty surroundings. Both commands print the same. */
final class StartIT {
    private static final JsonObject NOTHING_THERE = new JsonObject()
            .put("database", new JsonObject().put("uri", "postgresql://127.0.0.1:1/none"))
            .put("masterKey", "no.key")
            .put("storage", new JsonObject().put("folder", "no-folder"))
            .put("mail", new JsonObject().put("port", 1));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"check", "serve"})
    void everythingMissingIsNamedAtOnce(String command) throws Exception {
        var outcome = run(command, NOTHING_THERE);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(reasons(outcome)).satisfiesExactlyInAnyOrder(
                reason -> assertThat(reason).startsWith("masterKey: ").contains("no.key is not there"),
                reason -> assertThat(reason).startsWith("database: PostgreSQL does not answer at 127.0.0.1:1"),
                reason -> assertThat(reason).startsWith("storage.folder: ").contains("no-folder is not a folder"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "serve"})
    void everythingFaultyIsNamedAtOnce(String command) throws Exception {
        var database = TestDatabase.empty();
        Files.writeString(folder.resolve("a.file"), "neither a key nor a folder");
        var outcome = run(command, new JsonObject()
                .put("database", new JsonObject().put("uri", database.uri().resolve("/nobodys").toString())
                        .put("user", database.user()).put("password", database.password().reveal()))
                .put("masterKey", "a.file")
                .put("storage", new JsonObject().put("folder", "a.file").put("memoryBudget", "64GiB"))
                .put("mail", new JsonObject().put("host", "smtp.invalid")));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(reasons(outcome)).satisfiesExactlyInAnyOrder(
                reason -> assertThat(reason).startsWith("masterKey: ").contains("must hold 32 random bytes"),
                reason -> assertThat(reason).isEqualTo("database: PostgreSQL has no database nobodys"),
                reason -> assertThat(reason).startsWith("storage.folder: ").contains("is not a folder"),
                reason -> assertThat(reason).startsWith("storage.memoryBudget: needs -XX:MaxDirectMemorySize="),
                reason -> assertThat(reason).startsWith("mail.host: smtp.invalid")
                .contains("is a name that nobody knows"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "serve"})
    void everyMistakeInTheFileIsNamedAtOnce(String command) throws Exception {
        Files.writeString(folder.resolve("rijkscloud.yaml"), """
                server: {publicUrl: "http://igj.rijkscloud.nl", prot: 8080}
                mail: {port: 587}
                """);
        var outcome = Jar.run(command, "--config", folder.resolve("rijkscloud.yaml").toString());

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(reasons(outcome))
                .anyMatch(reason -> reason.startsWith("server.prot"))
                .anyMatch(reason -> reason.startsWith("server.publicUrl"))
                .anyMatch(reason -> reason.startsWith("mail.host"))
                .anyMatch(reason -> reason.startsWith("database.uri"))
                .anyMatch(reason -> reason.startsWith("masterKey"));
    }

    @Test
    void wrongMasterKeyIsRefusedAndTheRightOneStarts() throws Exception {
        try (var portal = PortalProcess.start(folder, new JsonObject())) {
            portal.kill();
            var file = portal.surroundings().config().masterKey();
            var right = Files.readString(file);
            Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));

            for (var command : List.of("check", "serve")) {
                var outcome = Jar.run(command, "--config", portal.surroundings().configFile().toString());
                assertThat(outcome.code()).isEqualTo(2);
                assertThat(reasons(outcome)).containsExactly(
                        "masterKey: this is not the key that the database was used with; put the right file back");
            }
            Files.writeString(file, right);
            var check = Jar.run("check", "--config", portal.surroundings().configFile().toString());
            assertThat(check.code()).as(check.err()).isZero();
            portal.start();
            var beside = Jar.run("check", "--config", portal.surroundings().configFile().toString());
            assertThat(beside.code()).as(beside.err()).isZero();
            assertThat(beside.err())
                    .contains("Warning: server.port: a portal is running here", "Warning: management.port: a portal");
        }
    }

    /** The surroundings of a healthy portal, except for these settings. */
    private Jar.Outcome run(String command, JsonObject settings) throws Exception {
        Files.createDirectories(folder.resolve("blobs"));
        try (var surroundings = PortalProcess.surroundings(folder, new JsonObject())) {
            var config = new JsonObject(Files.readString(surroundings.configFile())).mergeIn(settings, true);
            Files.writeString(surroundings.configFile(), config.encode());
            return Jar.run(command, "--config", surroundings.configFile().toString());
        }
    }

    private static List<String> reasons(Jar.Outcome outcome) {
        return outcome.err().lines().filter(line -> line.startsWith("- ")).map(line -> line.substring(2)).toList();
    }
}
