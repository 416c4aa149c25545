package nl.rijkscloud.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures for people and for programs: the same medians. */
final class Report {
    private Report() {}

    static String table(List<Figures.Figure> figures) {
        var lines = new StringBuilder(line("median", "lowest", "highest", "n", ""));
        figures.forEach(figure -> {
            var series = figure.series();
            lines.append(line(number(series.median()), number(series.lowest()), number(series.highest()),
                    Integer.toString(series.size()), figure.what() + "  [" + figure.key() + "]"));
        });
        return lines.toString();
    }

    /** One flat object: the name of each figure and its median. */
    static String json(List<Figures.Figure> figures) {
        return figures.stream()
                .map(figure -> "  \"" + figure.key() + "\": " + number(figure.series().median()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    private static String line(String median, String lowest, String highest, String count, String what) {
        return String.format(Locale.ROOT, "%10s %10s %10s %5s  %s", median, lowest, highest, count, what)
                .stripTrailing() + "\n";
    }

    /** Three digits are significant, the fourth is noise. */
    private static String number(double value) {
        var size = Math.abs(value);
        return String.format(Locale.ROOT, size < 0.1 ? "%.4f" : size < 100 ? "%.3f" : "%.0f", value);
    }
}
