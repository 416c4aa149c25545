package nl.rijkscloud.contact;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.request.AddressTable;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * The details of a contact in an address book.
 *
 * @param email in the form in which mails are sent to it
 * @param mobile the number that would receive codes
 * @param language of mails and text messages
 */
record Card(
        String name, Optional<String> organisation, String email, Optional<PhoneNumber> mobile,
        Optional<Language> language) {

    /**
     * Reads a form; the fields note the mistakes.
     *
     * @param countries ISO 3166-1 codes of the countries whose mobile numbers may receive codes
     */
    static Card read(FormFields fields, JsonObject json, List<String> countries) {
        var name = fields.name(json, "name");
        var organisation = fields.organisation(json, "organisation");
        var email = fields.email(json, "email");
        AddressTable.refuseFormula(fields, "email", email);
        var mobile = isMissing(json, "mobile")
                ? Optional.<PhoneNumber>empty()
                : fields.mobile(countries, json, "mobile");
        var language = isMissing(json, "language")
                ? Optional.<Language>empty()
                : Optional.of(fields.language(json));
        return new Card(name, organisation, email, mobile, language);
    }

    private static boolean isMissing(JsonObject json, String field) {
        var value = json.getValue(field);
        return value == null || (value instanceof String text && text.isBlank());
    }

    /** This card, with what it does not say taken from an earlier one. */
    Card over(Card earlier) {
        return new Card(name, organisation.or(earlier::organisation), email, mobile.or(earlier::mobile),
                language.or(earlier::language));
    }

    boolean hasAddress(String other) {
        return email.equalsIgnoreCase(other);
    }

    @Override
    public String toString() {
        return "Card[***]";
    }
}
