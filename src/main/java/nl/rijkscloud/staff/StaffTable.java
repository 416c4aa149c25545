package nl.rijkscloud.staff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.typed.ColumnHeadings;
import nl.rijkscloud.typed.CsvTable;
import nl.rijkscloud.typed.CsvText;
import nl.rijkscloud.typed.EmailAddress;
import nl.rijkscloud.typed.PersonName;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * A list of people as a spreadsheet saves it: comma, semicolon or tab separated values (RFC 4180) with a heading. All
 * mistakes are found at once, each with its line.
 *
 * @param rows each with an address of its own
 * @param mistakes at most one for each line
 */
record StaffTable(List<Row> rows, List<ListMistake> mistakes) {
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

    /** One cell that cannot be used. */
    private static final class WrongCell extends Exception {
        private static final long serialVersionUID = 1;
        private final transient ListMistake mistake;

        WrongCell(ListMistake mistake) {
            super(mistake.code(), null, false, false);
            this.mistake = mistake;
        }
    }

    static StaffTable read(byte[] file, List<String> domains) {
        var text = CsvText.decode(file);
        if (text.isBlank()) {
            return unreadable(ListMistake.ofTable(0, "required", "the file is empty"));
        }
        try {
            return read(CsvTable.read(text, HEADINGS), domains);
        } catch (CsvTable.Unreadable broken) {
            return unreadable(ListMistake.ofTable(broken.line(), "quotes",
                    "the file is not a table of comma or semicolon separated values: look at the quotes"));
        }
    }

    private static StaffTable read(CsvTable sheet, List<String> domains) {
        var heading = sheet.heading();
        var single = List.of("email", "name", "mobile", "departments", "roles");
        if (!sheet.unknown().isEmpty() || !heading.contains("email") || (!heading.contains("name")
                && !heading.contains("last"))
                || sheet.twice(single).isPresent()) {
            return unreadable(wrongHeading(sheet));
        }
        var rows = new ArrayList<Row>();
        var mistakes = new ArrayList<ListMistake>();
        var seen = new HashMap<String, Long>();
        for (var record : sheet.rows()) {
            try {
                var row = row(record.line(), cells(sheet, record), domains);
                rows.add(row);
                var first = seen.putIfAbsent(row.email(), row.line());
                if (first != null) {
                    mistakes.add(ListMistake.of(
                            row.line(), "email", "duplicate", row.email() + " stands in the file twice")
                            .with("firstLine", first));
                }
            } catch (WrongCell wrong) {
                mistakes.add(wrong.mistake);
            }
        }
        return new StaffTable(rows, mistakes);
    }

    private static ListMistake wrongHeading(CsvTable sheet) {
        var mistake = ListMistake.ofTable(Math.max(1, sheet.headingLine()), "columns",
                "the heading needs email and name, once each, and may have mobile, departments and roles"
                + (sheet.unknown().isEmpty() ? "" : "; it has \"" + String.join("\", \"", sheet.unknown()) + "\""));
        return sheet.unknown().isEmpty() ? mistake : mistake.with("column", sheet.unknown().getFirst());
    }

    private static Row row(long line, Map<String, String> cells, List<String> domains) throws WrongCell {
        var email = cells.getOrDefault("email", "");
        var name = ColumnHeadings.name(cells);
        return new Row(
                line,
                read(() -> EmailKey.within(domains, email), sentence ->
                        ListMistake.of(line, "email", email, EmailAddress.read(email), "domain", sentence)),
                read(() -> StaffRegister.name(name), sentence ->
                        ListMistake.of(line, "name", name, PersonName.read(name), "invalid", sentence)),
                read(() -> Optional.ofNullable(cells.get("mobile")).map(StaffRegister::mobile), sentence ->
                        ListMistake.of(line, "mobile", "mobile", sentence)),
                read(() -> Optional.ofNullable(cells.get("roles")).map(StaffTable::roles), sentence ->
                        ListMistake.of(line, "roles", "unknown", sentence)),
                Optional.ofNullable(cells.get("departments")).map(StaffTable::departments));
    }

    private static <T> T read(Supplier<T> cell, Function<String, ListMistake> mistake) throws WrongCell {
        try {
            return cell.get();
        } catch (Failure wrong) {
            throw new WrongCell(mistake.apply(wrong.getMessage()));
        }
    }

    /** Only those that hold something. */
    private static Map<String, String> cells(CsvTable sheet, CsvTable.Row row) throws WrongCell {
        if (sheet.overflows(row)) {
            throw new WrongCell(
                    ListMistake.ofTable(row.line(), "cells", "There are more cells than in the heading."));
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

    private static StaffTable unreadable(ListMistake mistake) {
        return new StaffTable(List.of(), List.of(mistake));
    }
}
