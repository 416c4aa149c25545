package nl.rijkscloud.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.rijkscloud.testing.Folders;
import org.awaitility.Awaitility;

/** A running program of this machine, with a folder of its own for its data and output. */
record Program(Process process, Path folder) implements AutoCloseable {
    /** @param command may contain {@code FOLDER}, which stands for the folder */
    static Program start(List<String> command) {
        try {
            var folder = Files.createTempDirectory("rijkscloud-engine");
            var words = command.stream().map(word -> word.replace("FOLDER", folder.toString())).toList();
            var started = new ProcessBuilder(words).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("says").toFile());
            started.environment().put("HOME", folder.toString());
            return new Program(started.start(), folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static boolean isInstalled(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** Waits until the output matches this, and returns the first group. */
    String says(String pattern) {
        return Awaitility.await(pattern).atMost(Duration.ofSeconds(60)).until(() -> find(pattern), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> find(String pattern) throws IOException {
        var found = Pattern.compile(pattern).matcher(Files.readString(folder.resolve("says")));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** Ends it and every process that it started. */
    @Override
    public void close() {
        var family = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(member -> member.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        Folders.delete(folder);
    }
}
