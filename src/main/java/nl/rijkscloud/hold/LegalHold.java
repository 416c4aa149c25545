package nl.rijkscloud.hold;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.transfer.TransferNumber;

/**
 * A hold as the list shows it.
 *
 * @param number of the transfer
 * @param kind of the transfer, as the database stores it
 * @param linksUntil the last moment of the links, if the transfer has any; after it only the recovery key opens it
 * @param setBy the name of the officer; empty once the account is erased
 */
record LegalHold(
        UUID id, UUID transfer, TransferNumber number, String kind, String reason, String setBy, Instant setAt,
        Instant until, Optional<Instant> linksUntil, Optional<Instant> liftedAt, Optional<String> liftedBy) {

    JsonObject toJson(Instant now) {
        return new JsonObject()
                .put("id", id.toString())
                .put("transfer", transfer.toString())
                .put("number", number.shown())
                .put("kind", kind)
                .put("reason", reason)
                .put("setBy", setBy)
                .put("setAt", setAt.toString())
                .put("until", until.toString())
                .put("linksUntil", linksUntil.map(Instant::toString).orElse(null))
                .put("state", liftedAt.isPresent() ? "lifted" : until.isAfter(now) ? "active" : "over")
                .put("liftedAt", liftedAt.map(Instant::toString).orElse(null))
                .put("liftedBy", liftedBy.orElse(null));
    }

    /**
     * The part of a hold that decides about the end of its transfer.
     *
     * @param resumesAt the end of the transfer without the hold
     */
    record Bound(UUID id, UUID transfer, Instant until, Instant resumesAt) {
        boolean isActive(Instant now) {
            return until.isAfter(now);
        }

        /** The end of the transfer without this hold: staff may have moved it further meanwhile. */
        Instant endWithout(Instant expiresAt, Instant now) {
            return isActive(now) && !expiresAt.isAfter(until) ? resumesAt : expiresAt;
        }
    }
}
