package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.UnknownNames;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.testing.ScriptedSmtp;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path folder;

    @Test
    void servesWithoutACommand() {
        assertThat(Main.withDefault()).containsExactly("serve");
        assertThat(Main.withDefault("--config", "x.yaml")).containsExactly("serve", "--config", "x.yaml");
        assertThat(Main.withDefault("check", "--config", "x.yaml")).containsExactly("check", "--config", "x.yaml");
        assertThat(Main.withDefault("--tolerate-unknown")).containsExactly("serve", "--tolerate-unknown");
        assertThat(Main.withDefault("--help")).containsExactly("--help");
    }

    @Test
    void refusesAWrongConfigurationWithEveryMistake() throws IOException {
        var file = Files.writeString(folder.resolve("wrong.yaml"), "codes: {tries: 99}\nhosts: x\n");

        var said = run(Main.REFUSED, "serve", "--config", file.toString());

        assertThat(said).contains(
                "Rijkscloud does not start:", "- organisation.name: is missing",
                "- codes.tries: \"99\" is not between 1 and 10",
                "- hosts: unknown key");
    }

    @Test
    void tellsItsVersionAndCommit() {
        assertThat(run(0, "--version").strip())
                .matches("rijkscloud \\d+\\.\\d+\\.\\d+ \\((?:[0-9a-f]{12}(?:-dirty)?|unknown commit)\\)");
    }

    @Test
    void checkNamesProblemsOfTheSurroundings() throws IOException {
        var file = configuration(TestDatabase.fresh(), 0, 1);
        Files.delete(folder.resolve("master.key"));

        assertThat(run(Main.REFUSED, "check", "--config", file.toString())).contains("- masterKey: ");
        assertThat(run(3, "doctor", "--json", "--config", file.toString())).contains("\"check\" : \"master-key\"");
        assertThat(run(0, "check", "--file-only", "--config", file.toString())).contains("all is well");
    }

    @Test
    void toleratesKeysOfANewerVersionWhenToldTo() throws IOException {
        var file = configuration(TestDatabase.fresh(), 0, 1);
        Files.writeString(file, Files.readString(file) + "novelty: {deep: 1}\n");

        assertThat(run(Main.REFUSED, "check", "--file-only", "--config", file.toString()))
                .contains("- novelty: unknown key");
        try {
            assertThat(run(0, "check", "--file-only", "--tolerate-unknown", "--config", file.toString()))
                    .contains("Warning: novelty: unknown key (ignored, as --tolerate-unknown says)", "all is well");
            assertThat(run(3, "doctor", "--json", "--tolerate-unknown", "--config", file.toString()))
                    .contains("\"detail\" : \"novelty: unknown key");
        } finally {
            UnknownNames.tolerate(false); // it is the process that tolerates
        }
    }

    @Test
    void doctorListsMistakesOfTheConfiguration() throws IOException {
        var file = Files.writeString(folder.resolve("wrong.yaml"), "codes: {tries: 99}\n");

        assertThat(run(3, "doctor", "--json", "--config", file.toString()))
                .contains("\"check\" : \"configuration\"", "\"state\" : \"error\"", "codes.tries");
        assertThat(run(3, "doctor", "--config", file.toString())).contains("ERROR    configuration  codes.tries");
    }

    @Test
    void runsUntilSigtermAndStopsInOrder() throws Exception {
        var management = FreePort.next();
        var mails = new ScriptedSmtp(); // a first start needs the mail server
        var file = configuration(TestDatabase.fresh(), management, mails.port());
        var log = folder.resolve("log").toFile();
        var server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED", "-Xmx128m",
                        "-Dlogback.configurationFile=conf/logback.xml", "-cp", System.getProperty("java.class.path"),
                        "nl.rijkscloud.portal.Main",
                        "--config", file.toString())
                .redirectErrorStream(true).redirectOutput(log).start();
        try (mails; var client = HttpClient.newHttpClient()) {
            var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/health/ready")).build();
            Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                assertThat(server.isAlive()).as(Files.readString(log.toPath())).isTrue();
                return client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
            });

            server.destroy(); // SIGTERM

            assertThat(server.waitFor(Duration.ofSeconds(30))).as(Files.readString(log.toPath())).isTrue();
            assertThat(server.exitValue()).isEqualTo(143);
            assertThat(Files.readString(log.toPath()))
                    .containsPattern("rijkscloud 1\\.\\S+ \\(.+\\) serving https://igj")
                    .contains("serving https://igj.rijkscloud.nl", "stopping", "stopped")
                    .doesNotContain("Exception");
        } finally {
            server.destroyForcibly();
        }
    }

    private Path configuration(Config.Database database, int management, int smtp) throws IOException {
        Files.writeString(folder.resolve("master.key"), Base64.getEncoder().encodeToString(new byte[32]));
        Files.createDirectories(folder.resolve("blobs"));
        return Files.writeString(folder.resolve("test.yaml"), """
                organisation:
                  {name: IGJ, fullName: Inspectie, phone: 088-120 5000, phoneHours: altijd, domains: [igj.nl],
                  contactName: Meldpunt, contactEmail: Meldpunt@igj.nl, securityContact: 'mailto:security@igj.nl'}
                server: {publicUrl: 'https://igj.rijkscloud.nl', host: 127.0.0.1, port: 0}
                management: {port: %d}
                database: {uri: '%s', user: '%s', password: '%s'}
                masterKey: master.key
                storage: {folder: blobs, memoryBudget: 16MiB}
                mail: {host: 127.0.0.1, port: %d, security: none}
                sms: {url: 'http://127.0.0.1/'}
                """.formatted(management, database.uri(), database.user(), database.password().reveal(), smtp));
    }

    private static String run(int code, String... arguments) {
        var said = new StringWriter();
        var command = Main.commandLine().setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        assertThat(command.execute(arguments)).as(said.toString()).isEqualTo(code);
        return said.toString();
    }
}
