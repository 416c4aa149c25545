package nl.rijkscloud.request;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.transfer.Party;

/**
 * Everybody in a list who is to be asked the same, with all that is wrong.
 *
 * @param rows also those with mistakes, as they would be used
 * @param mistakes {@code {line, field, code}} each, without a line when it is not about one
 * @param skipped headings of columns that are not used
 */
public record RequestList(List<Row> rows, List<JsonObject> mistakes, List<String> skipped, Terms terms, Staff asker) {
    /** @param line in the file, where the heading mostly is line 1 */
    public record Row(long line, Party to) {}

    static RequestList read(JsonObject json, FormFields common, Terms terms, Staff asker) {
        var table = AddressTable.read(json.getValue("csv") instanceof String text ? text : "");
        var mistakes = new ArrayList<>(common.mistakes());
        mistakes.addAll(table.mistakes());
        var rows = new ArrayList<Row>();
        var lines = new HashMap<String, Long>();
        for (var row : table.rows()) {
            var fields = new FormFields();
            var to = RequestForm.to(fields, row.cells());
            looksLikeAFormula(fields, to);
            fields.mistakes().forEach(mistake -> mistakes.add(mistake.put("line", row.line())));
            twice(lines, row.line(), to).ifPresent(mistakes::add);
            rows.add(new Row(row.line(), to));
        }
        return new RequestList(List.copyOf(rows), List.copyOf(mistakes), table.skipped(), terms, asker);
    }

    /** Fails with {@code INVALID} and all mistakes at once in {@code errors}. */
    public RequestDocuments whole() {
        FormFields.refuse(mistakes);
        return new RequestDocuments(asker, rows.stream().map(Row::to).toList(), terms, Optional.empty());
    }

    /** What a sheet would reckon with, somebody has put there for another reader than us. Names that begin so are none anyway, and addresses only so. */
    private static void looksLikeAFormula(FormFields fields, Party to) {
        var wrongAlready = fields.mistakes().stream().anyMatch(mistake -> mistake.getString("field").equals("to.email"));
        if (to.email().startsWith("=") && !wrongAlready) {
            fields.error("to.email", "invalid");
        }
    }

    private static Optional<JsonObject> twice(Map<String, Long> lines, long line, Party to) {
        var first = to.email().isEmpty() ? null : lines.putIfAbsent(to.email().toLowerCase(Locale.ROOT), line);
        return Optional.ofNullable(first).map(earlier ->
                new JsonObject().put("line", line).put("field", "to.email").put("code", "duplicate").put("firstLine", earlier));
    }

    @Override
    public String toString() {
        return "RequestList[" + rows.size() + "]";
    }
}
