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
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.transfer.FormFields;

/** Reads and checks the {@link Terms} of a request. One instance per form. */
final class TermsForm {
    private static final int MAX_RECEIVERS = 10;
    /** A reminder less than this after the request would be of no use. */
    private static final Duration TOO_SOON = Duration.ofDays(1);

    private final Config config;
    private final FormFields fields;
    private final Instant now;

    TermsForm(Config config, FormFields fields, Instant now) {
        this.config = config;
        this.fields = fields;
        this.now = now;
    }

    /** Mistakes are added to the fields; use the terms only when there are none. */
    Terms check(JsonObject json) {
        var text = new RequestText(
                fields.prose(json, "explanation", RequestText.MAX_EXPLANATION),
                fields.line(json, "reference", RequestText.MAX_REFERENCE).orElse(""));
        var deadline = deadline(json);
        var endsAt = deadline.map(day -> OfficeTime.start(day.plusDays(1))).orElse(now.plus(config.links().upload()));
        var remindAt = Optional.of(endsAt.minus(config.requests().reminder()))
                .filter(at -> !config.requests().reminder().isZero() && at.isAfter(now.plus(TOO_SOON)));
        return new Terms(
                text, deadline, endsAt, remindAt, fields.flag(json, "repeat"), maxSize(json), alsoTo(json),
                fields.language(json));
    }

    /** Accepts a day or an instant on it. */
    private Optional<LocalDate> deadline(JsonObject json) {
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

    private Optional<Long> maxSize(JsonObject json) {
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

    private List<String> alsoTo(JsonObject json) {
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
}
