package nl.rijkscloud.contact;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import nl.rijkscloud.request.AddressTable;
import nl.rijkscloud.transfer.FormFields;

/**
 * A list of contacts that a spreadsheet has saved.
 *
 * @param skipped headings of columns that are not used
 */
record ContactList(List<Card> cards, List<String> skipped) {
    /** Reads the list. Fails with {@code INVALID} and all mistakes at once, each with its line. */
    static ContactList read(JsonObject json, List<String> countries) {
        var table = AddressTable.readWithNumbers(json.getValue("csv") instanceof String text ? text : "");
        var mistakes = new ArrayList<>(table.mistakes());
        var cards = new ArrayList<Card>();
        var lines = new HashMap<String, Long>();
        for (var row : table.rows()) {
            var fields = new FormFields();
            var card = Card.read(fields, row.cells(), countries);
            var first = lines.putIfAbsent(card.email().toLowerCase(Locale.ROOT), row.line());
            fields.mistakes().forEach(mistake -> mistakes.add(mistake.put("line", row.line())));
            if (first != null && !card.email().isEmpty()) {
                mistakes.add(new JsonObject().put("line", row.line()).put("field", "email").put("code", "duplicate")
                        .put("firstLine", first));
            }
            cards.add(card);
        }
        FormFields.refuse(mistakes);
        return new ContactList(List.copyOf(cards), table.skipped());
    }

    @Override
    public String toString() {
        return "ContactList[" + cards.size() + "]";
    }
}
