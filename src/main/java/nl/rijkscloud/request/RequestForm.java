package nl.rijkscloud.request;

import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Source;
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
     * Reads the form for one outsider. Fails with {@code INVALID} and all mistakes at once in {@code errors}: {@code
     * [{field, code}]}.
     */
    Checked readOne(JsonObject json, Staff asker) {
        var fields = new FormFields();
        var to = readParty(fields, FormFields.object(json, "to"));
        var terms = terms(fields, json);
        fields.refuseMistakes();
        return new Checked(asker, List.of(to), terms, Optional.empty(), Optional.empty());
    }

    /** Reads the form for a list of outsiders; its mistakes are in the result. */
    RequestList readList(JsonObject json, Staff asker) {
        var fields = new FormFields();
        var terms = terms(fields, json);
        return RequestList.read(json, fields, terms, asker);
    }

    static Party readParty(FormFields fields, JsonObject to) {
        return new Party(
                fields.name(to, "to.name"), fields.email(to, "to.email"), fields.organisation(to, "to.organisation"),
                fields.phone(to, "to.phone"));
    }

    private Terms terms(FormFields fields, JsonObject json) {
        return Terms.read(json, fields, config, clock.instant());
    }

    /**
     * A form without mistakes: a member of staff asks outsiders for documents, each in a transfer of their own.
     *
     * @param batch of a list, the same for all of them
     * @param source the client's address, for the audit log
     */
    record Checked(
            Staff asker, List<Party> to, Terms terms, Optional<UUID> batch, Optional<Source> source) {
        Checked from(Source address) {
            return new Checked(asker, to, terms, batch, Optional.of(address));
        }

        Actor actor() {
            var actor = Actor.staff(asker.id());
            return source.map(actor::from).orElse(actor);
        }

        @Override
        public String toString() {
            return "Checked[" + to.size() + "]";
        }
    }
}
