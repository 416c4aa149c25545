package nl.rijkscloud.doctor;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Locale;
import nl.rijkscloud.doctor.Finding.State;

/** Writes findings for a person, on one screen, or for a program. */
public final class FindingsPage {
    private FindingsPage() {}

    /** Marks a word of a state for the eye; the word itself stays. */
    public interface Paint {
        String mark(State state, String word);
    }

    public static String json(List<Finding> findings) {
        return new JsonArray(findings.stream().map(Finding::json).toList()).encodePrettily();
    }

    /** Red lines come last, where a terminal stops. */
    public static String text(List<Finding> findings, Paint paint) {
        var page = new StringBuilder();
        var wide = findings.stream().mapToInt(finding -> finding.check().length()).max().orElse(0);
        for (var state : State.values()) {
            findings.stream().filter(finding -> finding.state() == state).forEach(finding -> {
                var word = "%-7s".formatted(state.word().toUpperCase(Locale.ROOT));
                page.append(paint.mark(state, word)).append("  ")
                        .append(("%-" + wide + "s").formatted(finding.check())).append("  ")
                        .append(finding.detail()).append(System.lineSeparator());
                if (!finding.advice().isEmpty()) {
                    page.append(" ".repeat(word.length() + wide + 4)).append("-> ").append(finding.advice())
                            .append(System.lineSeparator());
                }
            });
        }
        return page.append(summary(findings)).toString();
    }

    private static String summary(List<Finding> findings) {
        var well = count(findings, State.OK);
        var amber = count(findings, State.WARNING);
        var red = count(findings, State.ERROR);
        return well + " ok, " + amber + " to look at, " + red + " to mend";
    }

    private static long count(List<Finding> findings, State state) {
        return findings.stream().filter(finding -> finding.state() == state).count();
    }
}
