package nl.rijkscloud.staff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.phone.PhoneNumber;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A list of people as a spreadsheet saves it: comma, semicolon or tab separated values (RFC 4180) with a heading. All
 * mistakes are found at once, each with its line.
 *
 * @param rows each of which has an address of its own
 * @param mistakes sentences for the operator
 */
record StaffTable(List<Row> rows, List<String> mistakes) {
    private static final String BOM = "\uFEFF";
    /** What a spreadsheet on Windows writes when nobody asks for UTF-8. */
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    /** Stands for none, because an empty cell says nothing. */
    private static final String NONE = "-";
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("email", "email"), Map.entry("e-mail", "email"), Map.entry("e-mailadres", "email"), Map.entry("emailadres", "email"),
            Map.entry("name", "name"), Map.entry("naam", "name"),
            Map.entry("mobile", "mobile"), Map.entry("mobiel", "mobile"), Map.entry("mobiel nummer", "mobile"),
            Map.entry("departments", "departments"), Map.entry("department", "departments"), Map.entry("afdeling", "departments"),
            Map.entry("afdelingen", "departments"),
            Map.entry("roles", "roles"), Map.entry("role", "roles"), Map.entry("rol", "roles"), Map.entry("rollen", "roles"),
            Map.entry("state", "state")); // of "staff list --csv"; nothing is read from it

    /** What a cell leaves open stays as it is, or gets the usual value in a new account. */
    record Row(
            long line, String email, String name, Optional<PhoneNumber> mobile, Optional<Set<Role>> roles,
            Optional<Set<String>> departments) {}

    static StaffTable read(byte[] file, List<String> domains) {
        var decoded = decode(file);
        var text = decoded.startsWith(BOM) ? decoded.substring(1) : decoded;
        var heading = text.strip().lines().findFirst().orElse("");
        var delimiter = Stream.of(";", "\t").filter(heading::contains).findFirst().orElse(",").charAt(0);
        var format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(true).get();
        try (var parser = CSVParser.parse(text.strip(), format)) {
            return read(parser, domains);
        } catch (IOException | UncheckedIOException broken) {
            return unreadable("the file is not a table of comma or semicolon separated values: look at the quotes");
        }
    }

    private static String decode(byte[] file) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException older) {
            return new String(file, WINDOWS);
        }
    }

    private static StaffTable read(CSVParser parser, List<String> domains) {
        var records = parser.iterator();
        if (!records.hasNext()) {
            return unreadable("the file is empty");
        }
        var columns = new ArrayList<String>();
        for (var cell : records.next()) {
            columns.add(COLUMNS.getOrDefault(cell.strip().toLowerCase(Locale.ROOT), cell.strip()));
        }
        var unknown = columns.stream().filter(column -> !COLUMNS.containsValue(column)).toList();
        if (!unknown.isEmpty() || !columns.containsAll(List.of("email", "name")) || Set.copyOf(columns).size() < columns.size()) {
            return unreadable("line 1: the heading needs email and name, once each, and may have mobile, departments and roles"
                    + (unknown.isEmpty() ? "" : "; it has \"" + String.join("\", \"", unknown) + "\""));
        }
        var rows = new ArrayList<Row>();
        var mistakes = new ArrayList<String>();
        var seen = new HashSet<String>();
        while (records.hasNext()) {
            var line = parser.getCurrentLineNumber(); // of the record that hasNext has read
            var record = records.next();
            if (record.stream().allMatch(String::isBlank)) {
                continue;
            }
            try {
                var row = row(line, cells(columns, record), domains);
                rows.add(row);
                if (!seen.add(row.email())) {
                    mistakes.add("line " + line + ": " + row.email() + " stands in the file twice");
                }
            } catch (Failure wrong) {
                mistakes.add("line " + line + ": " + wrong.getMessage());
            }
        }
        return new StaffTable(rows, mistakes);
    }

    private static Row row(long line, Map<String, String> cells, List<String> domains) {
        return new Row(
                line, EmailKey.within(domains, cells.getOrDefault("email", "")), StaffRegister.name(cells.getOrDefault("name", "")),
                Optional.ofNullable(cells.get("mobile")).map(StaffRegister::mobile),
                Optional.ofNullable(cells.get("roles")).map(StaffTable::roles),
                Optional.ofNullable(cells.get("departments")).map(StaffTable::departments));
    }

    /** Only those that hold something. */
    private static Map<String, String> cells(List<String> columns, CSVRecord record) {
        if (record.size() > columns.size()) {
            throw StaffRegister.invalid("There are more cells than in the heading.");
        }
        var cells = new HashMap<String, String>();
        for (var i = 0; i < record.size(); i++) {
            if (!record.get(i).isBlank()) {
                cells.put(columns.get(i), record.get(i).strip());
            }
        }
        return cells;
    }

    private static Set<Role> roles(String cell) {
        var roles = new HashSet<Role>();
        words(cell).forEach(word -> roles.add(Role.of(word.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> StaffRegister.invalid("\"" + word + "\" is no role: medewerker, beheerder, functionaris."))));
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
