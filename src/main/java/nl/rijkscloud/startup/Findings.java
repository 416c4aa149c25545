package nl.rijkscloud.startup;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The findings of the start checks, as sentences for the operator without secrets.
 *
 * @param reasons why the server must not start: the operator has to correct something
 * @param waits things that are absent now and may come by themselves
 * @param warnings things to look at, while the server works
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

    /** True if all is there, false if a start must wait. Fails with {@link StartRefused} if there are reasons. */
    public boolean allowsStart() {
        if (!reasons.isEmpty()) {
            throw new StartRefused(Stream.concat(reasons.stream(), waits.stream()).toList());
        }
        return waits.isEmpty();
    }

    /**
     * Lets a start continue, or throws a {@link StartRefused}, or a {@link NotReady} if waiting is enough.
     *
     * @param told warnings that have been logged; receives the new ones
     */
    public Findings orThrow(Set<String> told) {
        warnings.stream().filter(told::add).forEach(LOG::warn);
        if (!allowsStart()) {
            throw new NotReady(waits);
        }
        return this;
    }

    /** Joins both, each sentence once. */
    Findings and(Findings other) {
        return new Findings(both(reasons, other.reasons), both(waits, other.waits), both(warnings, other.warnings));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }
}
