package nl.rijkscloud.helpdesk;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.transfer.TransferNumber;
import nl.rijkscloud.typed.PhoneNumber;
import nl.rijkscloud.typed.TypedText;

/** The words of a caller: the number of a transfer, or their own address or phone number. */
sealed interface Question {
    record ByNumber(TransferNumber number) implements Question {}

    record ByPerson(Person person) implements Question {}

    String FIELD = "asked";
    int MAX_LENGTH = 320;
    /** Letters and digits of a transfer's number. */
    int SIGNS = 8;

    /**
     * Reads the question in a request. Fails with {@code INVALID} for anything but a whole number or address; the
     * failure does not quote it, and tells a slip in a transfer's number from other texts.
     */
    static Question read(JsonObject body) {
        var typed = TypedText.line(Json.text(body, FIELD, MAX_LENGTH));
        if (typed.isEmpty() || typed.indexOf('@') >= 0) {
            var fields = new FormFields();
            var email = fields.email(body, FIELD);
            fields.refuseMistakes();
            return new ByPerson(Person.of(email));
        }
        return TransferNumber.typed(typed).<Question>map(ByNumber::new)
                .or(() -> PhoneNumber.parse(typed).map(Person::of).map(ByPerson::new))
                .orElseThrow(() -> Json.invalid(FIELD, isLikeANumber(typed) ? "mistyped" : "invalid"));
    }

    private static boolean isLikeANumber(String typed) {
        return typed.codePoints().filter(Character::isLetterOrDigit).count() == SIGNS
                && typed.codePoints().anyMatch(Character::isDigit);
    }

    /** The person that this question is about; empty if it is about a transfer. */
    default Optional<Person> asPerson() {
        return this instanceof ByPerson(var person) ? Optional.of(person) : Optional.empty();
    }

    /** In JSON. */
    default String word() {
        return asPerson().map(person -> person.kind().word()).orElse("number");
    }
}
