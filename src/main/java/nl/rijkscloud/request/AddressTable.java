package nl.rijkscloud.request;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.typed.ColumnHeadings;
import nl.rijkscloud.typed.CsvTable;
import org.jspecify.annotations.Nullable;

/**
 * Reads names and addresses from a CSV file that a spreadsheet has saved. It finds mistakes in the table itself and
 * tells their line and column; {@link RequestList} checks the content of the cells.
 *
 * @param mistakes {@code {line, field, code}} each; without a line when the whole table is meant
 * @param skipped headings of columns that are not used
 */
public record AddressTable(List<Row> rows, List<JsonObject> mistakes, List<String> skipped) {
    static final int MAX_ROWS = 500;
    static final int MAX_BYTES = 256 << 10;

    private static final String MOBILE = "mobile";
    private static final String ORGANISATIONS =
            "organisatie organisation organization instelling bedrijf company praktijk "
            + "zorginstelling zorgaanbieder bedrijfsnaam organisatienaam instellingsnaam "
            + "naamorganisatie naaminstelling naambedrijf werkgever";
    private static final ColumnHeadings HEADINGS = new ColumnHeadings(Map.of(
            ColumnHeadings.ORGANISATION, ORGANISATIONS));
    private static final ColumnHeadings WITH_NUMBERS = new ColumnHeadings(Map.of(
            ColumnHeadings.ORGANISATION, ORGANISATIONS,
            MOBILE, "mobiel mobielnummer mobieltelefoonnummer mobieletelefoon mobile mobilenumber mobilephone gsm "
                    + "gsmnummer 06nummer telefoon telefoonnummer phone phonenumber"));

    /** @param cells values by the names of the form's fields */
    public record Row(long line, JsonObject cells) {}

    static AddressTable read(String text) {
        return read(text, HEADINGS);
    }

    /** Reads a list that may have a column of mobile numbers as well. */
    public static AddressTable readWithNumbers(String text) {
        return read(text, WITH_NUMBERS);
    }

    /** Refuses an address that a spreadsheet would evaluate. The rule for names refuses formulas by itself. */
    public static void refuseFormula(FormFields fields, String field, String email) {
        var wrongAlready = fields.mistakes().stream().anyMatch(mistake -> mistake.getString("field").equals(field));
        if (email.startsWith("=") && !wrongAlready) {
            fields.error(field, "invalid");
        }
    }

    private static AddressTable read(String text, ColumnHeadings headings) {
        if (text.isBlank()) {
            return unreadable(mistake("required"));
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return unreadable(mistake("too-large"));
        }
        try {
            return read(CsvTable.read(text, headings));
        } catch (CsvTable.Unreadable broken) {
            return unreadable(mistake("quotes").put("line", broken.line()));
        }
    }

    private static AddressTable read(CsvTable sheet) {
        var heading = wrongHeading(sheet);
        if (heading != null) {
            return unreadable(heading);
        }
        var rows = new ArrayList<Row>();
        var mistakes = new ArrayList<JsonObject>();
        for (var row : sheet.rows()) {
            if (sheet.overflows(row)) {
                mistakes.add(mistake("cells").put("line", row.line()));
            } else {
                rows.add(new Row(row.line(), cells(sheet.cells(row))));
            }
        }
        if (rows.size() > MAX_ROWS) {
            return unreadable(mistake("too-many"));
        }
        return rows.isEmpty() && mistakes.isEmpty()
                ? unreadable(mistake("required"))
                : new AddressTable(rows, mistakes, sheet.unknown());
    }

    /**
     * Reports a column that is missing or present twice, and a column that may have been meant. Null when all is well.
     */
    private static @Nullable JsonObject wrongHeading(CsvTable sheet) {
        var heading = sheet.heading();
        if (sheet.headingLine() == 0) {
            return mistake("columns");
        }
        var twice = sheet.twice(List.of(ColumnHeadings.NAME, ColumnHeadings.EMAIL));
        if (twice.isPresent()) {
            return mistake("column-twice-" + twice.get()).put("line", sheet.headingLine());
        }
        var named = heading.contains(ColumnHeadings.NAME) || heading.contains(ColumnHeadings.LAST);
        if (named && heading.contains(ColumnHeadings.EMAIL)) {
            return null;
        }
        var mistake = mistake(named ? "no-email" : "no-name").put("line", sheet.headingLine());
        sheet.unknown().stream()
                .filter(cell -> cell.indexOf('@') < 0)
                .findFirst()
                .ifPresent(cell -> mistake.put("column", cell));
        return mistake;
    }

    private static JsonObject cells(Map<String, String> found) {
        var cells = new JsonObject().put("name", ColumnHeadings.name(found));
        found.forEach((meaning, cell) -> {
            if (List.of(ColumnHeadings.EMAIL, ColumnHeadings.ORGANISATION, MOBILE).contains(meaning)) {
                cells.put(meaning, cell);
            }
        });
        return cells;
    }

    private static JsonObject mistake(String code) {
        return new JsonObject().put("field", "csv").put("code", code);
    }

    private static AddressTable unreadable(JsonObject mistake) {
        return new AddressTable(List.of(), List.of(mistake), List.of());
    }
}
