package nl.rijkscloud.transfer;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * Checks the form that corrects a recipient. Throws {@code INVALID} with all mistakes in {@code errors}: {@code
 * [{field, code}]}.
 */
public final class CorrectionForm {
    private final List<String> domains;
    private final List<String> countries;

    public CorrectionForm(Config config) {
        this.domains = config.organisation().domains();
        this.countries = config.codes().countries();
    }

    /**
     * Reads a new address, perhaps with a name and a number. Documents of outsiders may only go to the organisation's
     * own addresses.
     */
    public Correction check(JsonObject json, UUID recipient, Transfer.Kind kind) {
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
    public PhoneNumber mobile(JsonObject json) {
        var fields = new FormFields();
        var mobile = fields.mobile(countries, json, "mobile");
        fields.refuseMistakes();
        return mobile.orElseThrow();
    }
}
