package nl.rijkscloud.transfer;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.typed.EmailAddress;
import nl.rijkscloud.typed.InputResult;
import nl.rijkscloud.typed.InputResult.InputFault;
import nl.rijkscloud.typed.PersonName;
import nl.rijkscloud.typed.PhoneNumber;
import nl.rijkscloud.typed.TypedText;

/**
 * Checks fields that people fill in, one after the other, and remembers every mistake. Every form reads names and
 * addresses alike, see {@link PersonName} and {@link EmailAddress}. A field's name is its path in the body, e.g. {@code
 * sender.email}; its last part is the member that is read. One instance per form.
 */
public final class FormFields {
    private static final int MAX_TYPED = 2_000;
    private static final int MAX_PHONE = 80;

    private final List<JsonObject> errors = new ArrayList<>();

    /** Reads a member that is an object. Returns an empty object if it is none, whose fields are missing then. */
    public static JsonObject object(JsonObject json, String name) {
        return json.getValue(name) instanceof JsonObject object ? object : new JsonObject();
    }

    public String name(JsonObject json, String field) {
        return required(field, optionalName(json, field));
    }

    Optional<String> optionalName(JsonObject json, String field) {
        return typed(json, field).map(text -> read(field, text, PersonName.read(text)));
    }

    public String email(JsonObject json, String field) {
        return required(field, typed(json, field).map(text -> read(field, text, EmailAddress.read(text))));
    }

    /** Reads an address of the organisation itself, in one of its domains. */
    public String emailWithin(List<String> domains, JsonObject json, String field) {
        var email = email(json, field);
        if (EmailAddress.isAddress(email) && !domains.contains(EmailAddress.domain(email))) {
            error(field, "domain");
        }
        return email;
    }

    public Optional<String> organisation(JsonObject json, String field) {
        return typed(json, field).map(text -> read(field, text, PersonName.readOrganisation(text)));
    }

    /** Reads any number that exists, and returns it as it is written in its country. */
    public Optional<String> phone(JsonObject json, String field) {
        return typed(json, field, MAX_PHONE).map(text -> {
            var number = PhoneNumber.parse(text);
            if (number.isEmpty()) {
                error(field, "invalid");
            }
            return number.map(PhoneNumber::written).orElse(text);
        });
    }

    /**
     * Reads the number that a code will go to. The mistake is {@code mobile} for anything but a mobile number, and
     * {@code country} for a country that gets no codes; the result is empty then.
     *
     * @param countries by their ISO 3166-1 codes
     */
    public Optional<PhoneNumber> mobile(List<String> countries, JsonObject json, String field) {
        var typed = required(field, typed(json, field, MAX_PHONE));
        var number = PhoneNumber.parse(typed).filter(PhoneNumber::isMobile);
        if (number.isEmpty() && !typed.isEmpty()) {
            error(field, "mobile");
        }
        var allowed = number.filter(found -> found.isIn(countries));
        if (number.isPresent() && allowed.isEmpty()) {
            error(field, "country");
        }
        return allowed;
    }

    /** As {@link #mobile}, but the number may be left out. */
    public Optional<PhoneNumber> optionalMobile(List<String> countries, JsonObject json, String field) {
        var value = json.getValue(field.substring(field.lastIndexOf('.') + 1));
        return value == null || (value instanceof String text && text.isBlank()) ? Optional.empty()
                : mobile(countries, json, field);
    }

    /** Reads one line of text that pages and mails show, but no subject or name does. */
    public Optional<String> line(JsonObject json, String field, int max) {
        return typed(json, field).map(typed -> {
            var text = TypedText.line(typed);
            if (text.codePoints().anyMatch(TypedText::isLineBreak)) {
                errors.add(mistake(field, InputFault.LINE_BREAK, Optional.empty()));
            }
            return checked(field, text, max);
        });
    }

    /** Reads text of several lines, and makes all line endings the same. */
    public String prose(JsonObject json, String field, int max) {
        return required(field,
                typed(json, field, Integer.MAX_VALUE).map(typed -> checked(field, TypedText.prose(typed), max)));
    }

    /** Reads a flag; false when the field is missing. */
    public boolean flag(JsonObject json, String field) {
        return switch (json.getValue(field)) {
            case null -> false;
            case Boolean value -> value;
            default -> {
                error(field, "invalid");
                yield false;
            }
        };
    }

    /** Reads the language; the default when the field is missing. */
    public Language language(JsonObject json) {
        var given = json.getValue("language", Language.DEFAULT.code());
        var language = given instanceof String code ? Language.of(code) : Optional.<Language>empty();
        if (language.isEmpty()) {
            error("language", "invalid");
        }
        return language.orElse(Language.DEFAULT);
    }

    public void error(String field, String code) {
        errors.add(new JsonObject().put("field", field).put("code", code));
    }

    /**
     * Throws {@code INVALID} with all mistakes at once in {@code errors}, {@code [{field, code}]}, if there are any.
     */
    public void refuseMistakes() {
        refuse(errors);
    }

    /** The same for mistakes of several forms together. */
    public static void refuse(List<JsonObject> errors) {
        if (!errors.isEmpty()) {
            throw Failure.of(Failure.Kind.INVALID, "invalid", "Some fields are not filled in as they should be.")
                    .with("errors", List.copyOf(errors));
        }
    }

    /** The mistakes so far, {@code {field, code}} each. */
    public List<JsonObject> mistakes() {
        return List.copyOf(errors);
    }

    private String required(String field, Optional<String> text) {
        return text.orElseGet(() -> {
            error(field, "required");
            return "";
        });
    }

    private Optional<String> typed(JsonObject json, String field) {
        return typed(json, field, MAX_TYPED);
    }

    /** Reads the typed text. Empty when it holds no visible character. */
    private Optional<String> typed(JsonObject json, String field, int max) {
        var value = json.getValue(field.substring(field.lastIndexOf('.') + 1));
        if (value != null && !(value instanceof String)) {
            error(field, "invalid");
            return Optional.of("");
        }
        var text = value == null ? "" : (String) value;
        if (text.length() > max) {
            error(field, "too-long");
            return Optional.of("");
        }
        return TypedText.line(text).isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Returns the value in the form in which it is stored; for unfit text, notes a mistake and returns it as typed. */
    private String read(String field, String typed, InputResult<String> reading) {
        if (typed.isEmpty()) {
            return typed; // the mistake is noted already
        }
        return switch (reading) {
            case InputResult.Good<String>(var value) -> value;
            case InputResult.Unfit<String>(var fault, var character) -> {
                errors.add(mistake(field, fault, character));
                yield typed;
            }
        };
    }

    private String checked(String field, String text, int max) {
        if (text.codePointCount(0, text.length()) > max) {
            error(field, "too-long");
        }
        text.codePoints().filter(point -> (Character.isISOControl(point) && point != '\t'
                && !TypedText.isLineBreak(point)) || TypedText.isOverride(point))
                .limit(1).forEach(point ->
                        errors.add(mistake(field, InputFault.CHARACTER, Optional.of("U+%04X".formatted(point)))));
        return text;
    }

    /** Makes a mistake with the code {@code invalid} or {@code too-long}; the fault says more. */
    private static JsonObject mistake(String field, InputFault fault, Optional<String> character) {
        var mistake = new JsonObject().put("field", field)
                .put("code", fault == InputFault.TOO_LONG ? fault.code() : "invalid").put("fault", fault.code());
        character.ifPresent(one -> mistake.put("character", one));
        return mistake;
    }
}
