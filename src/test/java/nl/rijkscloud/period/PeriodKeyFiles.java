package nl.rijkscloud.period;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The key folder as a reader with access sees it. */
public final class PeriodKeyFiles {
    private PeriodKeyFiles() {}

    /** The only key. */
    public static byte[] only(Path folder) throws IOException {
        var place = new KeyFolder(folder);
        var periods = place.periods();
        if (periods.size() != 1) {
            throw new IllegalStateException("there are " + periods.size() + " keys");
        }
        return Files.readAllBytes(folder.resolve(periods.getFirst() + ".key"));
    }
}
