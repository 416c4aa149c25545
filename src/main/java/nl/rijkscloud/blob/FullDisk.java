package nl.rijkscloud.blob;

import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Tells a full disk from a broken one. Java keeps only the text of the error, and that is in the language of the
 * system: so the system is asked for its own, with the device that is always full.
 */
public final class FullDisk {
    private static final String HERE = text();

    private FullDisk() {}

    /** Whether this failure of a file says that there is no room, or no room for this user. */
    public static boolean is(Throwable failure) {
        var text = failure instanceof IOException && failure.getMessage() != null ? failure.getMessage().toLowerCase(Locale.ROOT) : "";
        return Stream.of(HERE, "no space left", "quota exceeded").anyMatch(text::contains);
    }

    private static String text() {
        try (var full = new FileOutputStream("/dev/full")) {
            full.write(0);
        } catch (IOException expected) {
            return expected.getMessage().toLowerCase(Locale.ROOT);
        }
        return "no space left";
    }
}
