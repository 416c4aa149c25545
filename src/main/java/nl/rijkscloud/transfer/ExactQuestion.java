package nl.rijkscloud.transfer;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.typed.PhoneNumber;
import nl.rijkscloud.typed.TypedText;

/**
 * The words of a search for exactly one transfer or person: the number of a transfer, or a whole address or phone
 * number. Nobody can go through lists of people with it.
 */
public sealed interface ExactQuestion {
    record ByNumber(TransferNumber number) implements ExactQuestion {}

    record ByPerson(Person person) implements ExactQuestion {}

    int MAX_LENGTH = 320;
    /** Letters and digits of a transfer's number. */
    int SIGNS = 8;

    /**
     * Reads the question in a request. Fails with {@code INVALID} for anything but a whole number or address; the
     * failure does not quote it, and tells a slip in a transfer's number from other texts.
     *
     * @param field the member of the body that holds it
     */
    static ExactQuestion read(JsonObject body, String field) {
        var typed = TypedText.line(Json.text(body, field, MAX_LENGTH));
        if (typed.isEmpty() || typed.indexOf('@') >= 0) {
            var fields = new FormFields();
            var email = fields.email(body, field);
            fields.refuseMistakes();
            return new ByPerson(Person.of(email));
        }
        return TransferNumber.typed(typed).<ExactQuestion>map(ByNumber::new)
                .or(() -> PhoneNumber.parse(typed).map(Person::of).map(ByPerson::new))
                .orElseThrow(() -> Json.invalid(field, isLikeANumber(typed) ? "mistyped" : "invalid"));
    }

    private static boolean isLikeANumber(String typed) {
        return typed.codePoints().filter(Character::isLetterOrDigit).count() == SIGNS
                && typed.codePoints().anyMatch(Character::isDigit);
    }

    /** The person that this question is about; empty if it is about a transfer. */
    default Optional<Person> asPerson() {
        return this instanceof ByPerson(var person) ? Optional.of(person) : Optional.empty();
    }

    /** The kind of the question, in JSON. */
    default String word() {
        return asPerson().map(person -> person.kind().word()).orElse("number");
    }
}
