package nl.rijkscloud.demo;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * A program's query for messages: to one address or number, with some text in it, caught after a moment. Missing
 * criteria match every message.
 */
record Wanted(String to, String containing, Instant after) implements Predicate<Caught> {
    /** @throws java.time.format.DateTimeParseException when {@code after} is not a moment */
    static Wanted of(MultiMap parameters) {
        return new Wanted(
                parameters.get("to"),
                parameters.get("containing"),
                parameters.contains("after") ? Instant.parse(parameters.get("after")) : Instant.MIN);
    }

    @Override
    public boolean test(Caught message) {
        return (to == null || message.to().equalsIgnoreCase(to))
                && (containing == null || message.text().contains(containing))
                && message.at().isAfter(after);
    }
}
