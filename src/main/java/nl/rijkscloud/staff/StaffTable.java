package nl.rijkscloud.staff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.typed.ColumnHeadings;
import nl.rijkscloud.typed.CsvTable;
import nl.rijkscloud.typed.CsvText;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * A list of people as a spreadsheet saves it: comma, semicolon or tab separated values (RFC 4180) with a heading. All
 * mistakes are found at once, each with its line.
 *
 * @param rows each with an address of its own
 * @param mistakes sentences for the operator
 */
record StaffTable(List<Row> rows, List<String> mistakes) {
    /** Stands for none, because an empty cell says nothing. */
    private static final String NONE = "-";
    private static final ColumnHeadings HEADINGS = new ColumnHeadings(Map.of(
            "mobile", "mobile mobiel mobielnummer mobilenumber gsm", "departments",
            "departments department afdeling afdelingen",
            "roles", "roles role rol rollen", "state", "state")); // of "staff list --csv"; nothing is read from it

    /** An empty cell leaves the value as it is; in a new account it means the usual value. */
    record Row(
            long line, String email, String name, Optional<PhoneNumber> mobile, Optional<Set<Role>> roles,
            Optional<Set<String>> departments) {}

    static StaffTable read(byte[] file, List<String> domains) {
        var text = CsvText.decode(file);
        if (text.isBlank()) {
            return unreadable("the file is empty");
        }
        try {
            return read(CsvTable.read(text, HEADINGS), domains);
        } catch (CsvTable.Unreadable broken) {
            return unreadable("line " + broken.line()
                    + ": the file is not a table of comma or semicolon separated values: look at the quotes");
        }
    }

    private static StaffTable read(CsvTable sheet, List<String> domains) {
        var heading = sheet.heading();
        var single = List.of("email", "name", "mobile", "departments", "roles");
        if (!sheet.unknown().isEmpty() || !heading.contains("email") || (!heading.contains("name")
                && !heading.contains("last"))
                || sheet.twice(single).isPresent()) {
            return unreadable("line " + Math.max(1, sheet.headingLine())
                    + ": the heading needs email and name, once each, and may have mobile, departments and roles"
                    + (sheet.unknown().isEmpty() ? "" : "; it has \"" + String.join("\", \"", sheet.unknown()) + "\""));
        }
        var rows = new ArrayList<Row>();
        var mistakes = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var record : sheet.rows()) {
            try {
                var row = row(record.line(), cells(sheet, record), domains);
                rows.add(row);
                if (!seen.add(row.email())) {
                    mistakes.add("line " + record.line() + ": " + row.email() + " stands in the file twice");
                }
            } catch (Failure wrong) {
                mistakes.add("line " + record.line() + ": " + wrong.getMessage());
            }
        }
        return new StaffTable(rows, mistakes);
    }

    private static Row row(long line, Map<String, String> cells, List<String> domains) {
        return new Row(
                line, EmailKey.within(domains, cells.getOrDefault("email", "")),
                StaffRegister.name(ColumnHeadings.name(cells)),
                Optional.ofNullable(cells.get("mobile")).map(StaffRegister::mobile),
                Optional.ofNullable(cells.get("roles")).map(StaffTable::roles),
                Optional.ofNullable(cells.get("departments")).map(StaffTable::departments));
    }

    /** Only those that hold something. */
    private static Map<String, String> cells(CsvTable sheet, CsvTable.Row row) {
        if (sheet.overflows(row)) {
            throw StaffRegister.invalid("There are more cells than in the heading.");
        }
        return sheet.cells(row);
    }

    private static Set<Role> roles(String cell) {
        var roles = new HashSet<Role>();
        words(cell).forEach(word -> roles.add(Role.of(word.toLowerCase(Locale.ROOT))
                .orElseThrow(() ->
                        StaffRegister.invalid("\"" + word + "\" is no role: " + String.join(", ", Role.codes())
                                + "."))));
        return roles;
    }

    private static Set<String> departments(String cell) {
        var departments = new TreeSet<String>();
        if (!cell.equals(NONE)) {
            words(cell).map(EmailKey::of).forEach(departments::add);
        }
        return departments;
    }

    /** Several in one cell, with blanks, commas or semicolons between them. */
    private static Stream<String> words(String cell) {
        return Stream.of(cell.split("[\\s,;]+")).filter(word -> !word.isEmpty());
    }

    private static StaffTable unreadable(String sentence) {
        return new StaffTable(List.of(), List.of(sentence));
    }
}
