package nl.rijkscloud.request;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table of comma or semicolon separated values (RFC 4180) with a heading: names and addresses, as a spreadsheet saves them. It says what is wrong
 * with the table; what stands in the cells is checked elsewhere.
 *
 * @param mistakes {@code {line, field, code}} each, without a line when it is about the whole
 */
record AddressTable(List<Row> rows, List<JsonObject> mistakes) {
    static final int MOST_ROWS = 500;
    static final int MOST_BYTES = 256 << 10;

    private static final String BOM = "\uFEFF";
    private static final Map<String, String> COLUMNS = Map.of(
            "naam", "name", "name", "name",
            "e-mail", "email", "email", "email", "e-mailadres", "email", "emailadres", "email",
            "organisatie", "organisation", "organisation", "organisation", "organization", "organisation");

    /** @param cells by the names of the form */
    record Row(long line, JsonObject cells) {}

    static AddressTable read(String typed) {
        var text = typed.startsWith(BOM) ? typed.substring(BOM.length()) : typed;
        if (text.isBlank()) {
            return unreadable("required");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return unreadable("too-large");
        }
        var heading = text.strip().lines().findFirst().orElse("");
        var format = CSVFormat.RFC4180.builder().setDelimiter(heading.contains(";") ? ';' : ',').get();
        try (var parser = CSVParser.parse(text, format)) {
            return read(parser.getRecords());
        } catch (IOException | UncheckedIOException broken) {
            return unreadable("quotes"); // the one thing in this format that can be wrong
        }
    }

    private static AddressTable read(List<CSVRecord> records) {
        var columns = List.<String>of();
        var rows = new ArrayList<Row>();
        var mistakes = new ArrayList<JsonObject>();
        var line = 1L;
        for (var record : records) {
            var filled = record.stream().anyMatch(cell -> !cell.isBlank());
            if (filled && columns.isEmpty()) {
                columns = columns(record);
                if (columns.isEmpty()) {
                    return unreadable("columns");
                }
            } else if (filled && record.size() > columns.size()) {
                mistakes.add(new JsonObject().put("line", line).put("field", "csv").put("code", "cells"));
            } else if (filled) {
                rows.add(new Row(line, cells(columns, record)));
            }
            line += 1 + record.stream().flatMapToInt(String::chars).filter(letter -> letter == '\n').count();
        }
        if (rows.size() > MOST_ROWS) {
            return unreadable("too-many");
        }
        return rows.isEmpty() && mistakes.isEmpty() ? unreadable("required") : new AddressTable(rows, mistakes);
    }

    /** What stands in which column; nothing when one is missing, is there twice, or would not be used. */
    private static List<String> columns(CSVRecord heading) {
        var columns = heading.stream().map(cell -> COLUMNS.getOrDefault(cell.strip().toLowerCase(Locale.ROOT), "")).toList();
        return columns.containsAll(List.of("name", "email")) && !columns.contains("") && Set.copyOf(columns).size() == columns.size()
                ? columns
                : List.of();
    }

    private static JsonObject cells(List<String> columns, CSVRecord record) {
        var cells = new JsonObject();
        for (var i = 0; i < record.size(); i++) {
            cells.put(columns.get(i), record.get(i));
        }
        return cells;
    }

    private static AddressTable unreadable(String code) {
        return new AddressTable(List.of(), List.of(new JsonObject().put("field", "csv").put("code", code)));
    }
}
