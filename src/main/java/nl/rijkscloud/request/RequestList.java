package nl.rijkscloud.request;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.transfer.Party;

/**
 * A list of outsiders who all get the same request, with every mistake in it.
 *
 * @param rows as they would be used; those with mistakes too
 * @param mistakes {@code {line, field, code}} each; without a line when no single line is meant
 * @param skipped headings of columns that are not used
 */
record RequestList(List<Row> rows, List<JsonObject> mistakes, List<String> skipped, Terms terms, Staff asker) {
    /** @param line number in the file; the heading is line 1, unless empty lines precede it */
    record Row(long line, Party to) {}

    static RequestList read(JsonObject json, FormFields common, Terms terms, Staff asker) {
        var table = AddressTable.read(json.getValue("csv") instanceof String text ? text : "");
        var mistakes = new ArrayList<>(common.mistakes());
        mistakes.addAll(table.mistakes());
        var rows = new ArrayList<Row>();
        var lines = new HashMap<String, Long>();
        for (var row : table.rows()) {
            var fields = new FormFields();
            var to = RequestForm.readParty(fields, row.cells());
            AddressTable.refuseFormula(fields, "to.email", to.email());
            fields.mistakes().forEach(mistake -> mistakes.add(mistake.put("line", row.line())));
            findDuplicate(lines, row.line(), to).ifPresent(mistakes::add);
            rows.add(new Row(row.line(), to));
        }
        return new RequestList(List.copyOf(rows), List.copyOf(mistakes), table.skipped(), terms, asker);
    }

    /** Turns the list into a request. Fails with {@code INVALID} and all mistakes at once in {@code errors}. */
    RequestForm.Checked refuseMistakes() {
        FormFields.refuse(mistakes);
        return new RequestForm.Checked(asker, rows.stream().map(Row::to).toList(), terms,
                Optional.of(UUID.randomUUID()), Optional.empty());
    }

    private static Optional<JsonObject> findDuplicate(Map<String, Long> lines, long line, Party to) {
        var first = to.email().isEmpty() ? null : lines.putIfAbsent(to.email().toLowerCase(Locale.ROOT), line);
        return Optional.ofNullable(first).map(earlier ->
                new JsonObject().put("line", line).put("field", "to.email").put("code", "duplicate")
                        .put("firstLine", earlier));
    }

    @Override
    public String toString() {
        return "RequestList[" + rows.size() + "]";
    }
}
