package nl.rijkscloud.download;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import nl.rijkscloud.compose.JudgementJson;
import nl.rijkscloud.compose.TransferJson;
import nl.rijkscloud.document.DocumentDigests;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.Manifest;

/** Answers {@code GET /api/transfer} for a download grant, and records that it was read. */
final class ReceivedPage {
    private final ReceivedTransfers received;
    private final Downloads downloads;

    ReceivedPage(ReceivedTransfers received, Downloads downloads) {
        this.received = received;
        this.downloads = downloads;
    }

    Future<JsonObject> read(Grant grant) {
        return received.find(grant).compose(transfer -> downloads.recordOpening(grant).map(json(transfer)));
    }

    private static JsonObject json(ReceivedTransfer received) {
        var transfer = received.transfer();
        var manifest = received.manifest();
        var documents = new JsonArray();
        manifest.delivered().forEach(item -> documents.add(json(item)));
        var refused = new JsonArray();
        manifest.refused().forEach(item -> refused.add(refused(item)));
        return new JsonObject()
                .put("kind", "download")
                .put("id", transfer.id().toString())
                .put("state", transfer.state().sql())
                .put("language", transfer.language().code())
                .put("sender", TransferJson.party(manifest.sender()))
                // a recipient must not see the other recipients
                .put("contact", TransferJson.recipient(received.recipient()))
                .put("message", manifest.message().toJson())
                .put("deliveredAt", transfer.deliveredAt().map(Instant::toString).orElse(null))
                .put("expiresAt", transfer.expiresAt().toString())
                .put("documents", documents)
                .put("refused", refused)
                .put("archive", new JsonObject()
                        .put("href", "/api/archive?transfer=" + transfer.id())
                        .put("size", received.archive().content().length()));
    }

    private static JsonObject json(Manifest.Item item) {
        var json = new JsonObject()
                .put("id", item.id().toString())
                .put("name", item.name())
                .put("size", item.size())
                .put("sha256", item.digests().map(DocumentDigests::sha256Hex).orElse(null))
                .put("href", "/api/documents/" + item.id());
        return JudgementJson.put(json, item.judgement(), item.refusal());
    }

    /** A refused document is named, so that sender and recipient both know that it is missing. */
    private static JsonObject refused(Manifest.Item item) {
        var json = new JsonObject()
                .put("name", item.name())
                .put("size", item.size())
                .put("refusal", item.refusal().orElse(null));
        return JudgementJson.put(json, item.judgement(), item.refusal());
    }
}
