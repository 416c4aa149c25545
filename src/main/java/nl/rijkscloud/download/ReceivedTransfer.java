package nl.rijkscloud.download;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.compose.TransferJson;
import nl.rijkscloud.config.ScanSettings;
import nl.rijkscloud.content.ScanResult;
import nl.rijkscloud.content.ScanResult.State;
import nl.rijkscloud.document.DocumentDigests;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.stream.DownloadFile;
import nl.rijkscloud.stream.StoredDocument;
import nl.rijkscloud.stream.ZipArchive;
import nl.rijkscloud.transfer.Manifest;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.vault.TransferKey;

/** A delivered transfer for one of its recipients. It holds the key, so keep it for one request only. */
record ReceivedTransfer(Transfer transfer, Recipient recipient, Manifest manifest, TransferKey key) {
    /** Fails with {@code NOT_FOUND} for a document that was not delivered with this transfer. */
    public DownloadFile document(UUID id) {
        return manifest.delivered().stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .map(item -> document(key, item))
                .orElseThrow(Failure::notFound);
    }

    static DownloadFile document(TransferKey key, Manifest.Item item) {
        return DownloadFile.document(item, stored(key, item));
    }

    /** All delivered documents as one archive. */
    public DownloadFile archive() {
        var items = manifest.delivered().stream()
                .map(item -> new ZipArchive.Item(stored(key, item), item.name(), item.digests().orElseThrow().crc32()))
                .toList();
        return DownloadFile.archive(manifest, items, transfer.deliveredAt().orElse(transfer.createdAt()));
    }

    private static StoredDocument stored(TransferKey key, Manifest.Item item) {
        return new StoredDocument(key, item.id(), item.size(), item.digests().orElseThrow().seals());
    }

    /**
     * The JSON of {@code GET /api/transfer} for a recipient.
     *
     * @param receipts when this recipient first had each document whole
     * @param policy decides which documents the recipient confirms before downloading them
     */
    JsonObject toJson(Map<UUID, Instant> receipts, ScanSettings policy) {
        var documents = new JsonArray();
        manifest.delivered().forEach(item -> documents.add(json(item)
                .put("confirm", needsConfirmation(item.scan().orElse(ScanResult.NEVER).state(), policy))
                .put("downloadedAt",
                        Optional.ofNullable(receipts.get(item.id())).map(Instant::toString).orElse(null))));
        var refused = new JsonArray();
        manifest.refused().forEach(item -> refused.add(refused(item)));
        return new JsonObject()
                .put("kind", "download")
                .put("id", transfer.id().toString())
                .put("number", transfer.shownNumber())
                .put("state", transfer.state().sql())
                .put("language", transfer.language().code())
                .put("sender", TransferJson.party(manifest.sender()))
                // a recipient must not see the other recipients
                .put("contact", TransferJson.recipient(recipient))
                .put("forStaff", !recipient.outsider())
                .put("message", manifest.message().toJson())
                .put("deliveredAt", transfer.deliveredAt().map(Instant::toString).orElse(null))
                .put("expiresAt", transfer.expiresAt().toString())
                .put("answerable", recipient.outsider() && transfer.kind() == Transfer.Kind.SENT)
                .put("documents", documents)
                .put("refused", refused)
                .put("archive", new JsonObject()
                        .put("href", "/api/archive?transfer=" + transfer.id())
                        .put("size", archive().content().length()));
    }

    private static boolean needsConfirmation(State state, ScanSettings policy) {
        return state != State.CLEAN && policy.treatment(state == State.INFECTED) != ScanSettings.Treatment.DELIVER;
    }

    private static JsonObject json(Manifest.Item item) {
        var json = new JsonObject()
                .put("id", item.id().toString())
                .put("name", item.name())
                .put("size", item.size())
                .put("sha256", item.digests().map(DocumentDigests::sha256Hex).orElse(null))
                .put("href", "/api/documents/" + item.id());
        TransferJson.putScan(json, item.scan(), true);
        return TransferJson.putJudgement(json, item.judgement(), item.refusal());
    }

    /** A refused document is named, so that sender and recipient both know that it is missing. */
    private static JsonObject refused(Manifest.Item item) {
        var json = new JsonObject()
                .put("name", item.name())
                .put("size", item.size())
                .put("refusal", item.refusal().orElse(null));
        TransferJson.putScan(json, item.scan(), false);
        return TransferJson.putJudgement(json, item.judgement(), item.refusal());
    }

    @Override
    public String toString() {
        return "ReceivedTransfer[" + transfer.id() + "]";
    }
}
