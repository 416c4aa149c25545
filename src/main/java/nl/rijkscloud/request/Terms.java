package nl.rijkscloud.request;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.transfer.FormFields;

/**
 * The part of a request that is the same for all outsiders who are asked at once.
 *
 * @param deadline the last day, in Dutch time
 * @param endsAt the end of the time that the outsider is told
 * @param keptUntil the end of the time in which documents can still be sent
 * @param remindAt when an outsider who has not answered is reminded
 * @param repeat true if the request may be answered several times, as a checklist always may
 * @param maxSize bytes of one document, if that is less than the portal accepts
 * @param alsoTo addresses in the organisation that receive the answer too, in lower case
 */
record Terms(
        RequestText text, Optional<LocalDate> deadline, Instant endsAt, Instant keptUntil, Optional<Instant> remindAt,
        boolean repeat, Optional<Long> maxSize, List<String> alsoTo, Language language) {
    private static final int MAX_RECEIVERS = 10;

    /** A reminder less than this after the request would be of no use. */
    private static final Duration TOO_SOON = Duration.ofDays(1);

    /** Reads the terms. Mistakes are added to the fields; use the terms only when there are none. */
    static Terms read(JsonObject json, FormFields fields, Config config, Instant now) {
        var text = new RequestText(
                fields.prose(json, "explanation", RequestText.MAX_EXPLANATION),
                fields.line(json, "reference", RequestText.MAX_REFERENCE).orElse(""),
                ItemsForm.read(json, fields));
        var deadline = deadline(json, fields, config, now);
        var terms = config.retention();
        var endsAt = deadline.map(day -> OfficeTime.start(day.plusDays(1))).orElse(now.plus(terms.unfinished()));
        var keptUntil = deadline.isPresent() ? endsAt.plus(terms.afterDeadline()) : endsAt;
        var remindAt = Optional.of(endsAt.minus(config.requests().reminder()))
                .filter(at -> !config.requests().reminder().isZero() && at.isAfter(now.plus(TOO_SOON)));
        return new Terms(
                text, deadline, endsAt, keptUntil, remindAt, fields.flag(json, "repeat") || !text.items().isEmpty(),
                maxSize(json, fields, config), alsoTo(json, fields, config), fields.language(json));
    }

    /** Accepts a day or an instant on it. */
    private static Optional<LocalDate> deadline(
            JsonObject json, FormFields fields, Config config, Instant now) {
        var text = json.getValue("deadline");
        if (text == null || "".equals(text)) {
            return Optional.empty();
        }
        var today = OfficeTime.day(now);
        var day = text instanceof String written ? day(written) : Optional.<LocalDate>empty();
        if (day.isEmpty()) {
            fields.error("deadline", "invalid");
        } else if (day.get().isBefore(today)) {
            fields.error("deadline", "past");
        } else if (day.get().isAfter(today.plusDays(config.requests().maxDeadline().toDays()))) {
            fields.error("deadline", "too-late");
            return Optional.empty();
        }
        return day;
    }

    private static Optional<LocalDate> day(String written) {
        try {
            return Optional.of(written.contains("T")
                    ? OfficeTime.day(Instant.parse(written))
                    : LocalDate.parse(written));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    private static Optional<Long> maxSize(JsonObject json, FormFields fields, Config config) {
        return switch (json.getValue("maxSize")) {
            case null -> Optional.empty();
            case Number size when size.doubleValue() == size.longValue() && size.longValue() > 0 -> {
                if (size.longValue() > config.documents().maxSize()) {
                    fields.error("maxSize", "too-large");
                }
                yield Optional.of(size.longValue());
            }
            default -> {
                fields.error("maxSize", "invalid");
                yield Optional.empty();
            }
        };
    }

    private static List<String> alsoTo(JsonObject json, FormFields fields, Config config) {
        var named = switch (json.getValue("alsoTo")) {
            case null -> new JsonArray();
            case JsonArray array -> array;
            default -> new JsonArray().add(0); // an entry that is not an address
        };
        if (named.size() > MAX_RECEIVERS) {
            fields.error("alsoTo", "too-many");
            return List.of();
        }
        var addresses = new LinkedHashSet<String>();
        for (var i = 0; i < named.size(); i++) {
            var one = new JsonObject().put(Integer.toString(i), named.getValue(i));
            addresses.add(fields.emailWithin(config.organisation().domains(), one, "alsoTo." + i)
                    .toLowerCase(Locale.ROOT));
        }
        return List.copyOf(addresses);
    }

    @Override
    public String toString() {
        return "Terms[***]";
    }
}
