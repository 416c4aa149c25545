package nl.rijkscloud.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program of Debian's that checks or runs an example. Without it tests are skipped, but not in CI. */
enum Tool {
    PROMTOOL("promtool"),
    COMPOSE("docker-compose"),
    NGINX("nginx"),
    HAPROXY("haproxy"),
    SYSTEMD_ANALYZE("systemd-analyze");

    private static final List<String> FOLDERS = List.of("/usr/bin/", "/usr/sbin/", "/usr/local/bin/");

    private final String program;

    Tool(String program) {
        this.program = program;
    }

    void require() {
        var required = "required".equals(System.getenv("RIJKSCLOUD_DEPLOY_TESTS"));
        if (!required) {
            Assumptions.assumeTrue(path() != null, program + " is not installed");
        }
        assertThat(path()).as(program).isNotNull();
    }

    /** Null when it is not installed. */
    String path() {
        return FOLDERS.stream().map(folder -> folder + program).filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst().orElse(null);
    }

    /** All that it prints; it has to end with 0. */
    String run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(path()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
