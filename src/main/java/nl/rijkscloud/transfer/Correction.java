package nl.rijkscloud.transfer;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * A corrected recipient.
 *
 * @param recipient the recipient to correct
 * @param name empty to keep the old name
 * @param mobile empty to keep the old number of an outsider
 */
public record Correction(UUID recipient, Optional<String> name, String email, Optional<PhoneNumber> mobile) {
    /** The recipient after the correction: staff stay staff, and an outsider stays an outsider. */
    Recipient apply(Recipient old) {
        var name = this.name.orElse(old.name());
        return old.outsider()
                ? Recipient.outsider(old.transfer(), old.position(), name, email, mobile.or(old::mobile))
                : Recipient.staff(old.transfer(), old.position(), name, email);
    }

    @Override
    public String toString() {
        return "Correction[" + recipient + "]";
    }

    /**
     * Reads the form that corrects a recipient. Fails with {@code INVALID} and all mistakes in {@code errors}: {@code
     * [{field, code}]}.
     */
    public static final class Form {
        private final List<String> domains;
        private final List<String> countries;

        public Form(Config config) {
            this.domains = config.organisation().domains();
            this.countries = config.codes().countries();
        }

        /**
         * Reads a new address, perhaps with a name and a number. Documents of outsiders may only go to the
         * organisation's own addresses.
         */
        public Correction read(JsonObject json, UUID recipient, Transfer.Kind kind) {
            var fields = new FormFields();
            var name = fields.optionalName(json, "name");
            var email = kind == Transfer.Kind.SENT ? fields.email(json, "email")
                    : fields.emailWithin(domains, json, "email");
            var mobile = json.getValue("mobile") == null ? Optional.<PhoneNumber>empty()
                    : fields.mobile(countries, json, "mobile");
            fields.refuseMistakes();
            return new Correction(recipient, name, email, mobile);
        }

        /** Reads a new number alone. */
        public PhoneNumber readMobile(JsonObject json) {
            var fields = new FormFields();
            var mobile = fields.mobile(countries, json, "mobile");
            fields.refuseMistakes();
            return mobile.orElseThrow();
        }
    }
}
