package nl.rijkscloud.sending;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.typed.PhoneNumber;

/** The recipients, language and message that staff have filled in so far. */
record Draft(List<Addressee> recipients, Language language, Message message) {
    /** Each recipient gets a mail and a text message. */
    private static final int MAX_RECIPIENTS = 20;

    /**
     * An outsider who will receive the documents.
     *
     * @param email in the form in which mails are sent to it
     * @param mobile the number that receives the code; empty for a person to whom staff read a code out
     */
    record Addressee(String name, String email, Optional<PhoneNumber> mobile) {
        @Override
        public String toString() {
            return "Addressee[***]";
        }
    }

    /**
     * Reads a form. Fails with {@code INVALID} and all mistakes at once in {@code errors}: {@code [{field, code}]},
     * where the first recipient's address is {@code recipients.0.email}.
     *
     * @param codes the countries whose mobile numbers may receive codes, and whether a number may be left out
     */
    static Draft read(JsonObject json, Message message, Config.Codes codes) {
        var fields = new FormFields();
        var recipients = recipients(fields, json, codes);
        var language = fields.language(json);
        fields.refuseMistakes();
        return new Draft(recipients, language, message);
    }

    /** Recipients and language, without the message. */
    JsonObject addressesToJson() {
        return new JsonObject()
                .put("recipients", new JsonArray(recipients.stream().map(one -> new JsonObject()
                        .put("name", one.name())
                        .put("email", one.email())
                        .put("mobile", one.mobile().map(PhoneNumber::e164).orElse(""))).toList()))
                .put("language", language.code());
    }

    private static List<Addressee> recipients(FormFields fields, JsonObject json, Config.Codes codes) {
        var listed = json.getValue("recipients") instanceof JsonArray array ? array : new JsonArray();
        if (listed.isEmpty() || listed.size() > MAX_RECIPIENTS) {
            fields.error("recipients", listed.isEmpty() ? "required" : "too-many");
            return List.of();
        }
        var recipients = new ArrayList<Addressee>();
        for (var i = 0; i < listed.size(); i++) {
            var one = listed.getValue(i) instanceof JsonObject object ? object : new JsonObject();
            var prefix = "recipients." + i + ".";
            var name = fields.name(one, prefix + "name");
            var email = fields.email(one, prefix + "email");
            var mobile = codes.readOut()
                    ? fields.optionalMobile(codes.countries(), one, prefix + "mobile")
                    : fields.mobile(codes.countries(), one, prefix + "mobile");
            recipients.add(new Addressee(name, email, mobile));
            if (recipients.stream().filter(other -> other.email().equalsIgnoreCase(email)).count() > 1) {
                fields.error(prefix + "email", "twice");
            }
        }
        return recipients;
    }

    @Override
    public String toString() {
        return "Draft[***]";
    }
}
