package nl.rijkscloud.startup;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the start checks found, as sentences for the operator. None holds a secret.
 *
 * @param reasons why the server must not start: a person has to mend something
 * @param waits for what the server waits: it is not there yet, and may come by itself
 * @param warnings what should be looked at, while the server does its work
 */
public record Findings(List<String> reasons, List<String> waits, List<String> warnings) {
    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);
    public static final Findings NOTHING = new Findings(List.of(), List.of(), List.of());

    static Findings reason(String sentence) {
        return new Findings(List.of(sentence), List.of(), List.of());
    }

    static Findings wait(String sentence) {
        return new Findings(List.of(), List.of(sentence), List.of());
    }

    static Findings warning(String sentence) {
        return new Findings(List.of(), List.of(), List.of(sentence));
    }

    /** True when all is there, false when a start has to wait; throws a {@link StartRefused} when a person must mend something. */
    public boolean allowsStart() {
        if (!reasons.isEmpty()) {
            throw new StartRefused(Stream.concat(reasons.stream(), waits.stream()).toList());
        }
        return waits.isEmpty();
    }

    /**
     * Lets a start go on, or says why not: throws a {@link StartRefused}, or a {@link NotReady} when waiting is all that has to be done.
     *
     * @param told warnings that have been logged already; gets the new ones
     */
    public Findings orThrow(Set<String> told) {
        warnings.stream().filter(told::add).forEach(LOG::warn);
        if (!allowsStart()) {
            throw new NotReady(waits);
        }
        return this;
    }

    /** Both together, each sentence once. */
    Findings and(Findings other) {
        return new Findings(both(reasons, other.reasons), both(waits, other.waits), both(warnings, other.warnings));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }
}
