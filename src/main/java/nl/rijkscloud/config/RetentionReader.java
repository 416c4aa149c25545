package nl.rijkscloud.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code retention.*}. Three of its keys had other names, under {@code links}: versions 1.2 and 1.3 read them,
 * and 1.4 drops them.
 */
final class RetentionReader {
    /**
     * @param terms the times
     * @param warnings one sentence if the operator's file has former names
     */
    record Read(Config.Retention terms, List<String> warnings) {}

    private final Values keys;
    private final Values former;
    private final List<String> renamed = new ArrayList<>();

    private RetentionReader(Values keys, Values former) {
        this.keys = keys;
        this.former = former;
    }

    /** @param former the group that had three of the keys */
    static Read read(Values keys, Values former) {
        return new RetentionReader(keys, former).read();
    }

    private Read read() {
        var unfinished = renamed("upload", "unfinished", "1h", "90d");
        var delivered = renamed("delivered", "delivered", "1d", "365d");
        var terms = new Config.Retention(
                unfinished, delivered, ofKind("submitted").orElse(delivered), ofKind("requested").orElse(delivered),
                ofKind("sent").orElse(delivered), renamed("maximum", "maximum", "1d", "365d"),
                keys.duration("afterDeadline", "0s", "90d"), keys.optionalDuration("afterDownload", "1h", "365d"),
                keys.duration("people", "30d", "10y"), keys.duration("contacts", "30d", "10y"));
        return new Read(terms, renamed.isEmpty() ? List.of()
                : List.of("links.* has other names, and from version 1.4 on the old ones are not read: write "
                        + String.join(", ", renamed)));
    }

    private Optional<Duration> ofKind(String kind) {
        return keys.optionalDuration(kind, "1d", "365d");
    }

    /** Reads the key under the name that the file has. Both names are a mistake, even with one value. */
    private Duration renamed(String name, String key, String least, String most) {
        if (!former.isGiven(name)) {
            return keys.duration(key, least, most);
        }
        if (keys.isGiven(key)) {
            former.refuse(name, "is the former name of retention." + key + ", which is given too; remove this one");
        }
        renamed.add("retention." + key + " for links." + name);
        return former.duration(name, least, most);
    }
}
