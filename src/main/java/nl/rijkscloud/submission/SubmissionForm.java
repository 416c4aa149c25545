package nl.rijkscloud.submission;

import io.vertx.core.json.JsonObject;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.transfer.Party;

/** Checks what was filled in on the page "Uw gegevens". */
public final class SubmissionForm {
    private SubmissionForm() {}

    /** Fails with {@code INVALID} and all mistakes at once in {@code errors}: {@code [{field, code}]}. */
    public static Submission check(JsonObject json, Config.Organisation organisation, Source source) {
        var fields = new FormFields();
        var sender = FormFields.object(json, "sender");
        var contact = FormFields.object(json, "contact");
        var submission = new Submission(
                new Party(
                        fields.name(sender, "sender.name"),
                        fields.email(sender, "sender.email"),
                        fields.organisation(sender, "sender.organisation"),
                        fields.phone(sender, "sender.phone")),
                Party.contact(
                        fields.name(contact, "contact.name"),
                        fields.emailWithin(organisation.domains(), contact, "contact.email")),
                fields.language(json),
                source);
        fields.refuseMistakes();
        return submission;
    }
}
