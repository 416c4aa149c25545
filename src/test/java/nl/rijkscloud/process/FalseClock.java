package nl.rijkscloud.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs a process at another time, with Debian's package libfaketime. The monotonic clock stays true, as on a machine
 * with a wrong clock.
 */
final class FalseClock {
    /** Set where these tests may not be skipped. */
    private static final String REQUIRED = "RIJKSCLOUD_FALSE_CLOCK_TESTS";
    private static final Path LIBRARIES = Path.of("/usr/lib");

    private FalseClock() {}

    /**
     * A command prefix that becomes the command after it. Skips the test where libfaketime is missing.
     *
     * @param offset in libfaketime's notation, such as {@code +366d}
     */
    static List<String> launcher(String offset) throws IOException {
        var library = library();
        if (library.isEmpty()) {
            var why = "libfaketime is missing: apt-get install libfaketime";
            if ("required".equals(System.getenv(REQUIRED))) {
                Assertions.fail(why);
            }
            Assumptions.abort(why);
        }
        return List.of("env", "LD_PRELOAD=" + library.orElseThrow(), "FAKETIME=" + offset,
                "FAKETIME_DONT_FAKE_MONOTONIC=1");
    }

    /** In the folder of this machine's architecture. */
    private static Optional<Path> library() throws IOException {
        try (var folders = Files.newDirectoryStream(LIBRARIES, "*-linux-gnu")) {
            for (var folder : folders) {
                var library = folder.resolve("faketime/libfaketimeMT.so.1");
                if (Files.exists(library)) {
                    return Optional.of(library);
                }
            }
        }
        return Optional.empty();
    }
}
