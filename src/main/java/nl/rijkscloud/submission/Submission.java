package nl.rijkscloud.submission;

import io.vertx.core.json.JsonObject;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.transfer.Party;

/**
 * The form "Uw gegevens": an outsider wants to send documents to a contact in the organisation.
 *
 * @param source the client's address, for the limits
 */
record Submission(Party sender, Party contact, Language language, Source source) {
    /** Fails with {@code INVALID} and all mistakes at once in {@code errors}: {@code [{field, code}]}. */
    static Submission read(JsonObject json, Config.Organisation organisation, Source source) {
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

    @Override
    public String toString() {
        return "Submission[***]";
    }
}
