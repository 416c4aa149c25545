package nl.rijkscloud.sending;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.transfer.Message;

/** Reads and checks the recipients and the language of a draft. */
final class DraftForm {
    /** Each recipient gets a mail and a text message. */
    private static final int MAX_RECIPIENTS = 20;

    private DraftForm() {}

    /**
     * Fails with {@code INVALID} and all mistakes at once in {@code errors}: {@code [{field, code}]}, where the first
     * recipient's address is {@code recipients.0.email}.
     *
     * @param countries ISO 3166-1 codes of the countries whose mobile numbers may receive codes
     */
    static Draft check(JsonObject json, Message message, List<String> countries) {
        var fields = new FormFields();
        var recipients = recipients(fields, json, countries);
        var language = fields.language(json);
        fields.refuseMistakes();
        return new Draft(recipients, language, message);
    }

    private static List<Draft.Addressee> recipients(FormFields fields, JsonObject json, List<String> countries) {
        var listed = json.getValue("recipients") instanceof JsonArray array ? array : new JsonArray();
        if (listed.isEmpty() || listed.size() > MAX_RECIPIENTS) {
            fields.error("recipients", listed.isEmpty() ? "required" : "too-many");
            return List.of();
        }
        var recipients = new ArrayList<Draft.Addressee>();
        for (var i = 0; i < listed.size(); i++) {
            var one = listed.getValue(i) instanceof JsonObject object ? object : new JsonObject();
            var prefix = "recipients." + i + ".";
            var name = fields.name(one, prefix + "name");
            var email = fields.email(one, prefix + "email");
            fields.mobile(countries, one, prefix + "mobile")
                    .ifPresent(mobile -> recipients.add(new Draft.Addressee(name, email, mobile)));
            if (recipients.stream().filter(other -> other.email().equalsIgnoreCase(email)).count() > 1) {
                fields.error(prefix + "email", "twice");
            }
        }
        return recipients;
    }
}
