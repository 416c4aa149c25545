package nl.rijkscloud.ops;

import java.util.List;

/**
 * What the start checks found, as sentences for the operator. None holds a secret.
 *
 * @param reasons why the server must not start
 * @param warnings what should be looked at, while the server does its work
 */
public record Findings(List<String> reasons, List<String> warnings) {
    static final Findings NOTHING = new Findings(List.of(), List.of());

    static Findings reason(String sentence) {
        return new Findings(List.of(sentence), List.of());
    }

    static Findings warning(String sentence) {
        return new Findings(List.of(), List.of(sentence));
    }
}
