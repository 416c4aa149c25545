package nl.rijkscloud.recovery;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import nl.rijkscloud.link.LinkKind;

/**
 * The terms of an export: one link to one transfer, bound to a moment. They are bound to the sealed content, so the
 * custodians make the link that was logged and no other.
 *
 * @param id of the export; it is in the audit log, and comes back once
 * @param number of the transfer, as people say it
 * @param key the id of the recovery key, as people compare it
 * @param portal its public address, with which the link begins
 */
record ExportTerms(UUID id, UUID transfer, String number, LinkKind kind, Instant notAfter, String key, URI portal) {

    byte[] write() {
        return new JsonObject()
                .put("export", id.toString())
                .put("transfer", transfer.toString())
                .put("number", number)
                .put("link", kind.sql())
                .put("notAfter", notAfter.toString())
                .put("key", key)
                .put("portal", portal.toString())
                .toBuffer().getBytes();
    }

    /** Throws {@link RecoveryRefused} for a file of another form. */
    static ExportTerms of(SealedPaper paper) {
        try {
            var json = paper.json();
            return new ExportTerms(UUID.fromString(json.getString("export", "")),
                    UUID.fromString(json.getString("transfer", "")), json.getString("number", ""),
                    LinkKind.of(json.getString("link", "")), Instant.parse(json.getString("notAfter", "")),
                    json.getString("key", ""), URI.create(json.getString("portal", "")));
        } catch (IllegalArgumentException | DateTimeException | ClassCastException wrong) {
            throw new RecoveryRefused("the export is damaged");
        }
    }
}
