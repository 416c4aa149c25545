package nl.rijkscloud.template;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.checklist.AskedItem;
import nl.rijkscloud.request.ItemsForm;
import nl.rijkscloud.request.RequestText;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.transfer.Message;

/**
 * A text that a department uses again.
 *
 * @param department its address, in lower case
 * @param content explanation and items of a request, or subject and text of a message
 * @param changedBy the name of the member who saved it last, if it is still known
 */
record Template(
        UUID id, String department, Kind kind, String name, JsonObject content, Optional<String> changedBy,
        Instant changedAt) {
    private static final int MAX_NAME = 80;
    private static final int MAX_DEPARTMENT = 320;

    enum Kind {
        REQUEST,
        MESSAGE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String word) {
            return word.equals("request") ? Optional.of(REQUEST)
                    : word.equals("message") ? Optional.of(MESSAGE) : Optional.empty();
        }
    }

    /** Reads the form. Fails with {@code INVALID} and all mistakes at once. */
    static Template read(JsonObject json, Instant now) {
        var fields = new FormFields();
        var department = fields.line(json, "department", MAX_DEPARTMENT).orElse("").toLowerCase(Locale.ROOT);
        var name = fields.line(json, "name", MAX_NAME).orElse("");
        if (name.isEmpty()) {
            fields.error("name", "required");
        }
        var kind = json.getValue("kind") instanceof String word ? Kind.of(word) : Optional.<Kind>empty();
        if (kind.isEmpty()) {
            fields.error("kind", "invalid");
        }
        var content = kind.map(known -> content(known, json, fields)).orElseGet(JsonObject::new);
        fields.refuseMistakes();
        return new Template(UUID.randomUUID(), department, kind.orElseThrow(), name, content, Optional.empty(), now);
    }

    private static JsonObject content(Kind kind, JsonObject json, FormFields fields) {
        return switch (kind) {
            case REQUEST -> new JsonObject()
                    .put("explanation", fields.prose(json, "explanation", RequestText.MAX_EXPLANATION))
                    .put("items", AskedItem.toJson(ItemsForm.read(json, fields)));
            case MESSAGE -> new JsonObject()
                    .put("subject", fields.line(json, "subject", Message.MAX_SUBJECT).orElse(""))
                    .put("text", fields.prose(json, "text", Message.MAX_TEXT));
        };
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("id", id.toString())
                .put("department", department)
                .put("kind", kind.word())
                .put("name", name)
                .put("explanation", content.getString("explanation", ""))
                .put("items", content.getJsonArray("items", new JsonArray()))
                .put("subject", content.getString("subject", ""))
                .put("text", content.getString("text", ""))
                .put("changedBy", changedBy.orElse(null))
                .put("changedAt", changedAt.toString());
    }

    @Override
    public String toString() {
        return "Template[" + id + "]";
    }
}
