package nl.rijkscloud.transfer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.content.ScanResult;
import nl.rijkscloud.document.DocumentDigests;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.ManifestKey;

/**
 * The delivered documents, sealed as one whole at delivery: nobody can leave a document out, add one or rename one in
 * the database afterwards.
 */
public record Manifest(Party sender, Party contact, Message message, List<Item> documents) {
    private static final String PURPOSE = "manifest";
    private static final String ITEM = "item";

    /**
     * A document that was sent.
     *
     * @param refusal the reason why it was not delivered
     * @param digests empty if the document was not read, and for a refused one in a manifest of an earlier version
     * @param judgement the content check's finding; empty in a manifest of an earlier version
     * @param scan the malware state; empty in a manifest of an earlier version
     */
    public record Item(
            UUID id, String name, long size, Optional<String> refusal, Optional<DocumentDigests> digests,
            Optional<ContentJudgement> judgement, Optional<ScanResult> scan) {
        public boolean delivered() {
            return refusal.isEmpty();
        }

        /**
         * Seals this item by itself, so that a download need not open the whole manifest. Only delivered documents have
         * a sealed item, from delivery on.
         */
        byte[] seal(Aead aead, ManifestKey key) {
            return key.seal(aead, ITEM, id, json(this).toBuffer().getBytes());
        }

        /** Opens an item. Empty when the delivery did not seal it for this document. */
        public static Optional<Item> open(ManifestKey key, UUID document, byte[] sealed) {
            return key.open(ITEM, document, sealed).map(bytes -> item(new JsonObject(Buffer.buffer(bytes))));
        }
    }

    /** The documents that were sent and could not be accepted. */
    public List<Item> refused() {
        return documents.stream().filter(item -> !item.delivered()).toList();
    }

    /** The documents that the recipient can download. */
    public List<Item> delivered() {
        return documents.stream().filter(Item::delivered).toList();
    }

    public byte[] seal(Aead aead, ManifestKey key) {
        var items = new JsonArray();
        documents.forEach(item -> items.add(json(item)));
        var json = new JsonObject()
                .put("sender", json(sender))
                .put("contact", json(contact))
                .put("message", message.toJson())
                .put("documents", items);
        return key.seal(aead, PURPOSE, key.transfer(), json.toBuffer().getBytes());
    }

    public static Optional<Manifest> open(ManifestKey key, byte[] sealed) {
        return key.open(PURPOSE, key.transfer(), sealed).map(bytes -> of(new JsonObject(Buffer.buffer(bytes))));
    }

    private static Manifest of(JsonObject json) {
        var items = json.getJsonArray("documents").stream().map(JsonObject.class::cast).map(Manifest::item).toList();
        return new Manifest(
                party(json.getJsonObject("sender")),
                party(json.getJsonObject("contact")),
                Message.of(json.getJsonObject("message")),
                items);
    }

    private static JsonObject json(Item item) {
        return new JsonObject()
                .put("id", item.id().toString())
                .put("name", item.name())
                .put("size", item.size())
                .put("refusal", item.refusal().orElse(null))
                .put("digests", item.digests().map(DocumentDigests::toJson).orElse(null))
                .put("judgement", item.judgement().map(DocumentEntry::json).orElse(null))
                .put("scan", item.scan().map(ScanResult::toJson).orElse(null));
    }

    private static Item item(JsonObject json) {
        return new Item(
                UUID.fromString(json.getString("id")),
                json.getString("name"),
                json.getLong("size"),
                Optional.ofNullable(json.getString("refusal")),
                Optional.ofNullable(json.getJsonObject("digests")).map(DocumentDigests::of),
                Optional.ofNullable(json.getJsonObject("judgement")).map(DocumentEntry::judgement),
                Optional.ofNullable(json.getJsonObject("scan")).map(ScanResult::of));
    }

    private static JsonObject json(Party party) {
        return new JsonObject()
                .put("name", party.name())
                .put("email", party.email())
                .put("organisation", party.organisation().orElse(null))
                .put("phone", party.phone().orElse(null));
    }

    private static Party party(JsonObject json) {
        return new Party(
                json.getString("name"),
                json.getString("email"),
                Optional.ofNullable(json.getString("organisation")),
                Optional.ofNullable(json.getString("phone")));
    }
}
