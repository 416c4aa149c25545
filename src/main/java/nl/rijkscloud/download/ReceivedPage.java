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

/** What {@code GET /api/transfer} answers to a download grant; looking at it the first time is recorded. */
public final class ReceivedPage {
    private final ReceivedTransfers received;
    private final Downloads downloads;

    public ReceivedPage(ReceivedTransfers received, Downloads downloads) {
        this.received = received;
        this.downloads = downloads;
    }

    Future<JsonObject> read(Grant grant) {
        return received.of(grant).compose(transfer -> downloads.opened(grant).map(json(transfer)));
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
                .put("contact", TransferJson.recipient(received.recipient())) // others who received it are not theirs to see
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

    /** What the sender chose and the recipient does not get, so that both know of the gap. */
    private static JsonObject refused(Manifest.Item item) {
        var json = new JsonObject()
                .put("name", item.name())
                .put("size", item.size())
                .put("refusal", item.refusal().orElse(null));
        return JudgementJson.put(json, item.judgement(), item.refusal());
    }
}
