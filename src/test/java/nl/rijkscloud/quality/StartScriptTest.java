package nl.rijkscloud.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start of the container, with a java that prints its arguments. */
final class StartScriptTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void putAJavaThatPrintsItsArguments() throws IOException {
        Files.writeString(folder.resolve("java"), "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(folder.resolve("java"), PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void memoryDecidesBetweenTheTwoSetsOfOptions() throws Exception {
        assertThat(started(Map.of("JVM_MEMORY_MIB", "1023"))).isEqualTo(
                "@conf/jvm.options -jar conf/rijkscloud.jar serve --config some.yaml");
        assertThat(started(Map.of("JVM_MEMORY_MIB", "1024"))).isEqualTo(
                "@conf/jvm-roomy.options -jar conf/rijkscloud.jar serve --config some.yaml");
        assertThat(started(Map.of("JVM_MEMORY_MIB", "4096"))).isEqualTo(
                "@conf/jvm-roomy.options -Xmx1g -jar conf/rijkscloud.jar serve --config some.yaml");
    }

    @Test
    void optionsOfTheOperatorComeLastAndWin() throws Exception {
        assertThat(started(Map.of("JVM_MEMORY_MIB", "512", "JDK_JAVA_OPTIONS", "-Xmx300m -Da=b"))).isEqualTo(
                "@conf/jvm.options -Xmx300m -Da=b -jar conf/rijkscloud.jar serve --config some.yaml");
    }

    @Test
    void withoutBeingToldItFindsTheMemoryItself() throws Exception {
        assertThat(started(Map.of())).matches(
                "@conf/jvm(-roomy)?\\.options( -Xmx1g)? -jar conf/rijkscloud\\.jar serve --config some\\.yaml");
    }

    private String started(Map<String, String> environment) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("conf/start", "serve", "--config", "some.yaml").redirectErrorStream(true);
        builder.environment().keySet().removeAll(Set.of("JVM_MEMORY_MIB", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
