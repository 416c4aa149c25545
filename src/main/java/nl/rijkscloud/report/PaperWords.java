package nl.rijkscloud.report;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.OfficeTime;

/** The texts of the pages in one language, for papers, with dates and sizes as the pages write them. */
public final class PaperWords {
    private static final long UNIT = 1000;
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private final Language language;
    private final JsonObject groups;

    private PaperWords(Language language, JsonObject groups) {
        this.language = language;
        this.groups = groups;
    }

    public static PaperWords of(Language language) {
        try (var file = PaperWords.class.getResourceAsStream("/webroot/text/" + language.code() + ".json")) {
            return new PaperWords(language, new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public Language language() {
        return language;
    }

    /**
     * Returns the text with its values filled in; empty if there is none.
     *
     * @param key the group's name, a dot, and the key in it
     */
    public Optional<String> find(String key, Map<String, String> values) {
        var dot = key.indexOf('.');
        return Optional.ofNullable(groups.getJsonObject(key.substring(0, dot)).getString(key.substring(dot + 1)))
                .map(text -> {
                    var filled = text;
                    for (var value : values.entrySet()) {
                        filled = filled.replace("{" + value.getKey() + "}", value.getValue());
                    }
                    return filled;
                });
    }

    public String text(String key) {
        return find(key, Map.of()).orElse(key);
    }

    /** Local time in words, and UTC. */
    public String moment(Instant at) {
        return OfficeTime.text(language, at) + " (" + at.truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    /** As {@code format.js} does: "1,5 MB". */
    String size(long bytes) {
        var value = (double) bytes / UNIT;
        var unit = 0;
        while (value >= UNIT - 0.5 && unit < UNITS.length - 1) {
            value /= UNIT;
            unit++;
        }
        var whole = unit == 0 || value >= 100;
        var shown = unit == 0 && bytes > 0 ? Math.max(1, value) : value;
        return String.format(locale(), whole ? "%,.0f %s" : "%,.1f %s", shown, UNITS[unit]);
    }

    /** "1 document", "3 documenten". */
    String documents(int count) {
        return count == 1
                ? text("common.document")
                : find("common.documents", Map.of("count", String.valueOf(count))).orElseThrow();
    }

    private Locale locale() {
        return language.locale();
    }
}
