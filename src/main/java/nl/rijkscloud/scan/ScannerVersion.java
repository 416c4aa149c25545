package nl.rijkscloud.scan;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The version that clamd names.
 *
 * @param signatures when its daily signatures were made, in the time of its machine; empty without official signatures
 */
public record ScannerVersion(String engine, Optional<LocalDateTime> signatures) {
    private static final Pattern DATED = Pattern.compile("(ClamAV [^/]{1,40})/\\d{1,9}/(.{1,40})");
    /** As asctime writes it, with a space before a day of one digit. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US);

    /** Asks the scanner at this address. Blocks. */
    public static ScannerVersion ask(URI address) throws IOException {
        var vertx = Vertx.vertx();
        try {
            return parse(ScanWiring.clamd(vertx, address).version());
        } finally {
            vertx.close().await();
        }
    }

    static ScannerVersion parse(String line) {
        var found = DATED.matcher(line);
        return found.matches()
                ? new ScannerVersion(found.group(1), date(found.group(2)))
                : new ScannerVersion(line.length() > 60 ? line.substring(0, 60) : line, Optional.empty());
    }

    private static Optional<LocalDateTime> date(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, DATE));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
