package nl.rijkscloud.kernel;

import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Tells a full disk from a broken one. Java keeps only the text of the error, in the language of the system, so this
 * class gets the system's text from {@code /dev/full}, the device that is always full.
 */
public final class FullDisk {
    private static final String HERE = text();

    private FullDisk() {}

    /** True if the failure says that the disk, or the quota of this user, is full. */
    public static boolean is(Throwable failure) {
        var text = failure instanceof IOException && failure.getMessage() != null ? failure.getMessage()
                .toLowerCase(Locale.ROOT) : "";
        return Stream.of(HERE, "no space left", "quota exceeded").anyMatch(text::contains);
    }

    private static String text() {
        try (var full = new FileOutputStream("/dev/full")) {
            full.write(0);
        } catch (IOException expected) {
            return String.valueOf(expected.getMessage()).toLowerCase(Locale.ROOT);
        }
        return "no space left";
    }
}
