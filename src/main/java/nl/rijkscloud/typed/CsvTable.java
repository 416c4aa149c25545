package nl.rijkscloud.typed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * A table as Excel, LibreOffice, Outlook and Numbers save it: values separated by commas, semicolons, tabs or bars,
 * with or without a line that names the separator, with titles above the heading, empty columns beside it, and quotes
 * and line breaks in cells.
 *
 * @param heading the meaning of each column by its place; empty for an unknown one
 * @param unknown the unknown headings
 */
public record CsvTable(long headingLine, List<String> heading, List<String> unknown, List<Row> rows) {
    private static final String SEPARATORS = ";,\t|";
    private static final int MOST_TITLES = 10;

    /** @param cells in order, clean; empty ones too */
    public record Row(long line, List<String> cells) {
        boolean isEmpty() {
            return cells.stream().allMatch(String::isEmpty);
        }
    }

    /** A table that cannot be read from some line on. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final long line;

        Unreadable(long line) {
            super("a quote that does not fit", null, false, false);
            this.line = line;
        }

        public long line() {
            return line;
        }
    }

    /**
     * Reads the table; its heading is the first row in which the most columns are known, or that of line 0 when none
     * is.
     */
    public static CsvTable read(String text, ColumnHeadings headings) throws Unreadable {
        var lines = text.replace("\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n');
        var named = lines.length() > 4 && lines.regionMatches(true, 0, "sep=", 0, 4) && lines.indexOf('\n') == 5;
        var separators = named ? String.valueOf(lines.charAt(4)) : SEPARATORS;
        var body = named ? lines.substring(5) : lines; // an empty line keeps the others' numbers
        CsvTable best = null;
        Unreadable trouble = null;
        for (var at = 0; at < separators.length(); at++) {
            var separator = separators.charAt(at);
            try {
                var sheet = of(unwrapped(rows(body, separator), separator), headings);
                best = best == null || sheet.known() > best.known() ? sheet : best;
            } catch (Unreadable unreadable) {
                trouble = trouble == null ? unreadable : trouble;
            }
        }
        if (best == null || (best.known() == 0 && trouble != null)) {
            throw trouble;
        }
        return best;
    }

    /** A row's cells by their meaning; of two with the same meaning, the first that is filled. */
    public Map<String, String> cells(Row row) {
        var cells = new LinkedHashMap<String, String>();
        for (var i = 0; i < Math.min(heading.size(), row.cells().size()); i++) {
            if (!heading.get(i).isEmpty() && !row.cells().get(i).isEmpty()) {
                cells.putIfAbsent(heading.get(i), row.cells().get(i));
            }
        }
        return cells;
    }

    /** True when there is something in cells beyond the heading: most likely a separator in a cell without quotes. */
    public boolean overflows(Row row) {
        return row.cells().stream().skip(heading.size()).anyMatch(cell -> !cell.isEmpty());
    }

    /** The meaning that more than one column has, among those that have one only. */
    public Optional<String> twice(List<String> single) {
        return single.stream().filter(one -> heading.stream().filter(one::equals).count() > 1).findFirst();
    }

    private long known() {
        return heading.stream().filter(cell -> !cell.isEmpty()).count();
    }

    private static CsvTable of(List<Row> rows, ColumnHeadings headings) {
        var filled = rows.stream().filter(row -> !row.isEmpty()).toList();
        var best = new Row(0, List.of());
        for (var row : filled.subList(0, Math.min(filled.size(), MOST_TITLES))) {
            best = headings.known(row.cells()) > headings.known(best.cells()) ? row : best;
        }
        var from = best.line();
        var end = best.cells().size();
        while (end > 0 && best.cells().get(end - 1).isEmpty()) {
            end--;
        }
        var heading = best.cells().subList(0, end);
        return new CsvTable(
                from, headings.meanings(heading),
                heading.stream().filter(cell -> !cell.isEmpty() && headings.meaning(cell).isEmpty()).toList(),
                filled.stream().filter(row -> row.line() > from).toList());
    }

    /**
     * Every line in quotes as one cell, as a spreadsheet of another country leaves a table that it did not take apart.
     */
    private static List<Row> unwrapped(List<Row> rows, char separator) throws Unreadable {
        var filled = rows.stream().filter(row -> !row.isEmpty()).toList();
        return !filled.isEmpty() && filled.stream()
                .allMatch(row -> row.cells().stream().skip(1).allMatch(String::isEmpty))
                        && filled.getFirst().cells().getFirst().indexOf(separator) >= 0
                ? rows(rows.stream().map(row -> row.cells().getFirst()).collect(Collectors.joining("\n")), separator)
                : rows;
    }

    private static List<Row> rows(String text, char separator) throws Unreadable {
        var format = CSVFormat.RFC4180.builder().setDelimiter(separator).get();
        var rows = new ArrayList<Row>();
        var line = 1L;
        try (var parser = CSVParser.parse(text, format)) {
            for (var record : parser) {
                rows.add(new Row(line, record.stream().map(CsvTable::clean).toList()));
                line += 1 + record.stream().flatMapToInt(String::chars).filter(letter -> letter == '\n').count();
            }
            return rows;
        } catch (IOException | UncheckedIOException broken) {
            throw new Unreadable(line);
        }
    }

    /** Also removes the sign by which a spreadsheet marks a number as text. */
    private static String clean(String cell) {
        var text = TypedText.cell(CsvText.mended(cell));
        return Stream.of(text).filter(one -> one.length() > 2 && one.startsWith("=\"") && one.endsWith("\""))
                .map(one -> one.substring(2, one.length() - 1)).findFirst().orElse(text);
    }
}
