package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Debian's own {@code java} is 17: a common mistake at installation. {@code RIJKSCLOUD_JAVA17_TESTS=required} fails the
 * test on a machine without it.
 */
final class OldJavaIT {
    private static final List<Path> PLACES = List.of(Path.of("/usr/lib/jvm"), Path.of("/opt"), Path.of("/opt/java"));
    private static final int PATIENCE_S = 60;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void olderJavaPrintsTheRequiredVersion(boolean withOptions) throws Exception {
        var java = java17();
        if (java.isEmpty() && "required".equals(System.getenv("RIJKSCLOUD_JAVA17_TESTS"))) {
            fail("there is no Java 17 under " + PLACES);
        }
        assumeTrue(java.isPresent(), "there is no Java 17 under " + PLACES);
        var command = new ArrayList<>(List.of(java.get().toString()));
        if (withOptions) {
            command.add("@" + Path.of("conf/jvm.options").toAbsolutePath());
        }
        command.addAll(List.of("-jar", Jar.PATH.toString(), "serve", "--config", "none.yaml"));

        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(2);
        assertThat(said).contains("needs Java 25").doesNotContain("UnsupportedClassVersionError", "Exception", "\tat ");
    }

    /** Found by the release file of every JDK; Maven's own is often 17. */
    private static Optional<Path> java17() throws IOException {
        var homes = new ArrayList<Path>();
        for (var place : PLACES) {
            if (Files.isDirectory(place)) {
                try (var found = Files.list(place)) {
                    found.forEach(homes::add);
                }
            }
        }
        Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
        return homes.stream().filter(OldJavaIT::is17).map(home -> home.resolve("bin/java")).filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean is17(Path home) {
        try {
            return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"17");
        } catch (IOException no) {
            return false;
        }
    }
}
