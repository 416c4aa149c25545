package nl.rijkscloud.transfer;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.phone.PhoneNumber;

/**
 * Checks fields that people fill in, one after the other, and remembers every mistake. It is strict about names, because they are echoed in a mail to
 * somebody else: a name that can hold a sentence or a web address makes a portal into a tool for phishing. A field's name is its path in the body,
 * e.g. {@code sender.email}; its last part is the member that is read.
 */
public final class FormFields {
    private static final int MAX_NAME = 60;
    private static final int MAX_EMAIL = 254; // RFC 5321 section 4.5.3.1.3, less the angle brackets
    private static final int MAX_ORGANISATION = 100;
    private static final int MAX_PHONE = 20;
    private static final int MAX_MOBILE = 40;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}][\\p{L}\\p{M} .'’-]*");
    private static final Pattern ORGANISATION = Pattern.compile("[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N} .,'’&()+-]*");
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i).*(www\\.|\\.[a-z]{2,}(\\s|$|\\()).*");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()-]*");
    private static final Pattern ANYTHING = Pattern.compile(".*");
    private static final Pattern LINE = Pattern.compile("\\P{Cc}*");
    private static final Pattern PROSE = Pattern.compile("[\\P{Cc}\\n\\t]*");
    /** The dot-atoms of RFC 5321 in ASCII: no quotes, comments or literals, and nothing that a header could trip over. */
    private static final Pattern EMAIL = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])");

    private final List<JsonObject> errors = new ArrayList<>();

    /** The member when it is an object, else an empty one, whose fields are then missing. */
    public static JsonObject object(JsonObject json, String name) {
        return json.getValue(name) instanceof JsonObject object ? object : new JsonObject();
    }

    public String name(JsonObject json, String field) {
        return required(field, text(json, field, NAME, MAX_NAME));
    }

    Optional<String> optionalName(JsonObject json, String field) {
        return text(json, field, NAME, MAX_NAME);
    }

    public String email(JsonObject json, String field) {
        return required(field, text(json, field, EMAIL, MAX_EMAIL));
    }

    /** An address of the organisation itself, in one of its domains. */
    public String emailWithin(List<String> domains, JsonObject json, String field) {
        var email = email(json, field);
        var domain = email.substring(email.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        if (EMAIL.matcher(email).matches() && !domains.contains(domain)) {
            error(field, "domain");
        }
        return email;
    }

    public Optional<String> organisation(JsonObject json, String field) {
        return text(json, field, ORGANISATION, MAX_ORGANISATION);
    }

    /** As it was typed: somebody will read it. */
    public Optional<String> phone(JsonObject json, String field) {
        return text(json, field, PHONE, MAX_PHONE);
    }

    /**
     * Where a code will go: {@code mobile} when it is no mobile number, {@code country} when it is one of a country that gets none; nothing after a
     * mistake.
     *
     * @param countries by their ISO 3166-1 codes
     */
    Optional<PhoneNumber> mobile(List<String> countries, JsonObject json, String field) {
        var typed = required(field, text(json, field, ANYTHING, MAX_MOBILE));
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

    /** One line of text that is shown, and echoed in no subject or name. */
    public Optional<String> line(JsonObject json, String field, int most) {
        return text(json, field, LINE, most);
    }

    /** Text of several lines; all line endings become one and the same. */
    public String prose(JsonObject json, String field, int most) {
        return required(field, text(json, field, PROSE, most));
    }

    /** False when nothing is said. */
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

    /** Dutch when nothing is said. */
    public Language language(JsonObject json) {
        var language = json.getValue("language", Language.NL.code());
        if (language instanceof String code && (code.equals("nl") || code.equals("en"))) {
            return Language.of(code);
        }
        error("language", "invalid");
        return Language.NL;
    }

    public void error(String field, String code) {
        errors.add(new JsonObject().put("field", field).put("code", code));
    }

    /** Throws {@code INVALID} with all mistakes at once in {@code errors}, {@code [{field, code}]}, if there are any. */
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

    /** What was wrong so far, {@code {field, code}} each. */
    public List<JsonObject> mistakes() {
        return List.copyOf(errors);
    }

    private String required(String field, Optional<String> text) {
        return text.orElseGet(() -> {
            error(field, "required");
            return "";
        });
    }

    /** The trimmed text when it is there; a mistake in it is noted. */
    private Optional<String> text(JsonObject json, String field, Pattern pattern, int most) {
        var value = json.getValue(field.substring(field.lastIndexOf('.') + 1));
        if (value == null || value instanceof String string && string.isBlank()) {
            return Optional.empty();
        }
        if (!(value instanceof String string)) {
            error(field, "invalid");
            return Optional.of("");
        }
        var text = string.strip().replace("\r\n", "\n").replace('\r', '\n');
        if (text.codePointCount(0, text.length()) > most) {
            error(field, "too-long");
        } else if (!pattern.matcher(text).matches() || isEchoed(pattern) && WEB_ADDRESS.matcher(text).matches()) {
            error(field, "invalid");
        }
        return Optional.of(text);
    }

    private static boolean isEchoed(Pattern pattern) {
        return pattern == NAME || pattern == ORGANISATION;
    }
}
