package nl.rijkscloud.request;

import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.transfer.Party;

/** Reads and checks the forms with which staff ask for documents. */
final class RequestForm {
    private final Config config;
    private final InstantSource clock;

    RequestForm(Config config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * Reads the form for one outsider. Fails with {@code INVALID} and all mistakes at once in {@code errors}:
     * {@code [{field, code}]}.
     */
    RequestDocuments one(JsonObject json, Staff asker) {
        var fields = new FormFields();
        var to = to(fields, FormFields.object(json, "to"));
        var terms = terms(fields, json);
        fields.refuseMistakes();
        return new RequestDocuments(asker, List.of(to), terms, Optional.empty());
    }

    /** Reads the form for a list of outsiders; its mistakes are in the result. */
    RequestList many(JsonObject json, Staff asker) {
        var fields = new FormFields();
        var terms = terms(fields, json);
        return RequestList.read(json, fields, terms, asker);
    }

    static Party to(FormFields fields, JsonObject to) {
        return new Party(
                fields.name(to, "to.name"), fields.email(to, "to.email"), fields.organisation(to, "to.organisation"),
                fields.phone(to, "to.phone"));
    }

    private Terms terms(FormFields fields, JsonObject json) {
        return new TermsForm(config, fields, clock.instant()).check(json);
    }
}
