package nl.rijkscloud.privacy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A transfer in which the person appears. It names the kinds of personal data that are kept, and holds none of them.
 *
 * @param kind as the database stores it
 * @param state as the database stores it
 * @param expiresAt when its keys and documents will be destroyed
 * @param endedAt when they were destroyed
 * @param documents number of documents that were sent
 * @param parts the parts that this person has in the transfer
 * @param data the kinds of their data that are kept
 */
record PersonTransfer(
        UUID transfer, String kind, String state, Instant createdAt, Instant expiresAt, Optional<Instant> endedAt,
        int documents, Set<Part> parts, Set<Data> data) {

    JsonObject toJson() {
        return new JsonObject()
                .put("id", transfer.toString())
                .put("kind", kind)
                .put("state", state)
                .put("createdAt", createdAt.toString())
                .put("expiresAt", expiresAt.toString())
                .put("endedAt", endedAt.map(Instant::toString).orElse(null))
                .put("documentCount", documents)
                .put("parts", new JsonArray(parts.stream().map(Part::word).toList()))
                .put("data", new JsonArray(data.stream().map(Data::word).toList()));
    }

    enum Part {
        SENDER,
        /** The outsider whom staff asked for documents. */
        ASKED,
        /** The member of staff who requests or sends. */
        OWNER,
        /** An outsider to whom staff send. */
        RECIPIENT,
        CONTACT,
        /** A member of the organisation with whom it was shared. */
        COLLEAGUE,
        /** A recipient who has been replaced by another one. */
        REPLACED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Data {
        NAME, EMAIL, PHONE, ORGANISATION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
