package nl.rijkscloud.http;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.transfer.Party;

/** How the pages get what occurs in several answers. */
final class Shown {
    private Shown() {}

    static JsonObject party(Party party) {
        var json = new JsonObject().put("name", party.name()).put("email", party.email());
        party.organisation().ifPresent(organisation -> json.put("organisation", organisation));
        party.phone().ifPresent(phone -> json.put("phone", phone));
        return json;
    }

    /** ISO 8601 in UTC, or null. */
    static String time(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }
}
