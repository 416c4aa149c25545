package nl.rijkscloud.demo;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Which messages a program asks for: to one address or number, with some text in it, caught after a moment. What it
 * does not name fits every message.
 */
record Wanted(String to, String containing, Instant after) implements Predicate<Caught> {
    /** @throws java.time.format.DateTimeParseException when {@code after} is no moment */
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
