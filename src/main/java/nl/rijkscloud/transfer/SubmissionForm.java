package nl.rijkscloud.transfer;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.limit.Source;

/**
 * Checks what was filled in on the page "Uw gegevens". It is strict about names, because they are echoed in a mail to somebody else: a name that can
 * hold a sentence or a web address makes a portal into a tool for phishing.
 */
public final class SubmissionForm {
    private static final int MAX_NAME = 60;
    private static final int MAX_EMAIL = 254; // RFC 5321 section 4.5.3.1.3, less the angle brackets
    private static final int MAX_ORGANISATION = 100;
    private static final int MAX_PHONE = 20;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}][\\p{L}\\p{M} .'’-]*");
    private static final Pattern ORGANISATION = Pattern.compile("[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N} .,'’&()+-]*");
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i).*(www\\.|\\.[a-z]{2,}(\\s|$|\\()).*");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()-]*");
    /** The dot-atoms of RFC 5321 in ASCII: no quotes, comments or literals, and nothing that a header could trip over. */
    private static final Pattern EMAIL = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])");

    private final List<JsonObject> errors = new ArrayList<>();
    private final Config.Organisation organisation;

    private SubmissionForm(Config.Organisation organisation) {
        this.organisation = organisation;
    }

    /** Fails with {@code INVALID} and all mistakes at once in {@code errors}: {@code [{field, code}]}. */
    public static Submission check(JsonObject json, Config.Organisation organisation, Source source) {
        var form = new SubmissionForm(organisation);
        var sender = form.object(json, "sender");
        var contact = form.object(json, "contact");
        var submission = new Submission(
                new Party(
                        form.required(sender, "sender.name", NAME, MAX_NAME),
                        form.email(sender, "sender.email"),
                        form.optional(sender, "sender.organisation", ORGANISATION, MAX_ORGANISATION),
                        form.optional(sender, "sender.phone", PHONE, MAX_PHONE)),
                Party.contact(form.required(contact, "contact.name", NAME, MAX_NAME), form.contactEmail(contact)),
                form.language(json),
                source);
        if (!form.errors.isEmpty()) {
            throw Failure.of(Failure.Kind.INVALID, "invalid", "Some fields are not filled in as they should be.")
                    .with("errors", List.copyOf(form.errors));
        }
        return submission;
    }

    private JsonObject object(JsonObject json, String name) {
        return json.getValue(name) instanceof JsonObject object ? object : new JsonObject();
    }

    private String required(JsonObject json, String field, Pattern pattern, int most) {
        return text(json, field, pattern, most).orElseGet(() -> {
            error(field, "required");
            return "";
        });
    }

    private Optional<String> optional(JsonObject json, String field, Pattern pattern, int most) {
        return text(json, field, pattern, most);
    }

    private String email(JsonObject json, String field) {
        return required(json, field, EMAIL, MAX_EMAIL);
    }

    private String contactEmail(JsonObject json) {
        var email = email(json, "contact.email");
        var domain = email.substring(email.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        if (EMAIL.matcher(email).matches() && !organisation.domains().contains(domain)) {
            error("contact.email", "domain");
        }
        return email;
    }

    private Language language(JsonObject json) {
        var language = json.getValue("language", Language.NL.code());
        if (language instanceof String code && (code.equals("nl") || code.equals("en"))) {
            return Language.of(code);
        }
        error("language", "invalid");
        return Language.NL;
    }

    /** The trimmed text when it is there; a mistake in it is noted. */
    private Optional<String> text(JsonObject json, String field, Pattern pattern, int most) {
        var value = json.getValue(field.substring(field.indexOf('.') + 1));
        if (value == null || value instanceof String string && string.isBlank()) {
            return Optional.empty();
        }
        if (!(value instanceof String string)) {
            error(field, "invalid");
            return Optional.of("");
        }
        var text = string.strip();
        if (text.codePointCount(0, text.length()) > most) {
            error(field, "too-long");
        } else if (!pattern.matcher(text).matches() || pattern != EMAIL && WEB_ADDRESS.matcher(text).matches()) {
            error(field, "invalid");
        }
        return Optional.of(text);
    }

    private void error(String field, String code) {
        errors.add(new JsonObject().put("field", field).put("code", code));
    }
}
