package nl.rijkscloud.compose;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.code.CodeMeans;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.content.ContentKind;
import nl.rijkscloud.content.ScanResult;
import nl.rijkscloud.document.AnnouncedStore.AnnouncedDocument;
import nl.rijkscloud.document.ClientId;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Party;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.typed.PhoneNumber;
import nl.rijkscloud.vault.ManifestKey;

/** The JSON of a transfer for its sender's pages. */
public final class TransferJson {
    /** The path of uploads; the path of one document is this, a slash and its id. */
    public static final String UPLOADS = "/api/uploads";

    private TransferJson() {}

    /** The transfer while documents can be added. An announcement whose document has begun is left out. */
    static JsonObject open(
            Transfer transfer, List<Document> documents, List<AnnouncedDocument> announced, ManifestKey key,
            Config.Documents limits) {
        var begun = documents.stream().flatMap(one -> one.client().stream()).collect(Collectors.toSet());
        var items = Stream.concat(
                        documents.stream().map(
                                one -> Map.entry(one.place().orElse(Integer.MAX_VALUE), document(one, key))),
                        announced.stream().filter(one -> !begun.contains(one.client()))
                        .map(one -> Map.entry(one.place(), announced(one, key))))
                .sorted(Map.Entry.comparingByKey()) // a stable sort: documents without a place keep their order
                .map(Map.Entry::getValue)
                .toList();
        return parties(transfer)
                .put("expiresAt", transfer.expiresAt().toString())
                .put("documents", new JsonArray(items))
                .put("limits", limits(limits));
    }

    /** The transfer as a phone sees it that adds documents. */
    static JsonObject phone(Transfer transfer, Config.Documents limits) {
        return new JsonObject()
                .put("kind", "phone")
                .put("id", transfer.id().toString())
                .put("number", transfer.shownNumber())
                .put("limits", limits(limits));
    }

    private static JsonObject limits(Config.Documents limits) {
        return new JsonObject()
                .put("maxDocumentSize", limits.maxSize())
                .put("maxDocuments", limits.maxPerTransfer())
                .put("extensions", new JsonArray(List.copyOf(limits.types().keySet())));
    }

    /** The transfer after Verstuur, as far as the database can tell without a key. */
    public static JsonObject submitted(Transfer transfer) {
        return parties(transfer)
                .put("submittedAt", transfer.submittedAt().map(Object::toString).orElse(null))
                .put("documentCount", transfer.documentCount());
    }

    /** The draft that staff have filled in so far, in the shape in which it is saved. */
    static JsonObject draft(List<Recipient> recipients, Transfer transfer, Message message) {
        var items = new JsonArray();
        recipients.forEach(recipient -> items.add(new JsonObject()
                .put("name", recipient.name())
                .put("email", recipient.email())
                .put("mobile", recipient.mobile().map(PhoneNumber::e164).orElse(""))));
        return message.toJson().put("recipients", items).put("language", transfer.language().code());
    }

    public static JsonObject party(Party party) {
        return new JsonObject()
                .put("name", party.name())
                .put("email", party.email())
                .put("organisation", party.organisation().orElse(null))
                .put("phone", party.phone().orElse(null));
    }

    /** How the codes had come that opened it. */
    public static JsonArray openedBy(Recipient recipient) {
        return new JsonArray(recipient.codeMeans().stream().map(CodeMeans::word).toList());
    }

    public static JsonObject recipient(Recipient recipient) {
        return party(Party.contact(recipient.name(), recipient.email()));
    }

    private static JsonObject parties(Transfer transfer) {
        return new JsonObject()
                .put("kind", "upload")
                .put("id", transfer.id().toString())
                .put("number", transfer.shownNumber())
                .put("state", transfer.state().sql())
                .put("language", transfer.language().code())
                .put("sender", party(transfer.sender()))
                .put("contact", party(transfer.contact()));
    }

    /** An announced document, in the shape of a document without bytes. */
    private static JsonObject announced(AnnouncedDocument one, ManifestKey key) {
        return new JsonObject()
                .putNull("id")
                .put("name", one.name(key))
                .put("size", one.length())
                .put("offset", 0)
                .put("state", "announced")
                .putNull("refusal")
                .putNull("kind")
                .put("warning", false)
                .putNull("rightExtension")
                .putNull("scan")
                .putNull("upload")
                .putNull("downloadedAt")
                .put("client", ClientId.text(one.client()));
    }

    private static JsonObject document(Document document, ManifestKey key) {
        var json = new JsonObject()
                .put("id", document.id().toString())
                .put("name", DocumentEntry.open(key, document).name())
                .put("size", document.length())
                .put("offset", document.offset())
                .put("state", document.state().name().toLowerCase(Locale.ROOT))
                .put("refusal", document.refusal().orElse(null))
                .put("upload", UPLOADS + "/" + document.id())
                .put("downloadedAt", document.downloadedAt().map(Object::toString).orElse(null))
                .put("client", document.client().map(ClientId::text).orElse(null));
        putScan(json, DocumentEntry.openScan(key, document), document.state() == DocumentState.ACCEPTED);
        return putJudgement(json, DocumentEntry.openJudgement(key, document), document.refusal());
    }

    /**
     * Adds the malware state to a document's JSON.
     *
     * @param accepted true for a document that has passed the check, and without a state was never scanned
     */
    public static void putScan(JsonObject document, Optional<ScanResult> scan, boolean accepted) {
        document.put("scan", scan.or(() -> Optional.of(ScanResult.NEVER).filter(never -> accepted))
                .map(ScanResult::toJson).orElse(null));
    }

    /**
     * Adds the content check's finding to a document's JSON, if the content does not fit the name.
     *
     * @param refusal the reason of a refusal, which a document has in place of a warning
     */
    public static JsonObject putJudgement(
            JsonObject document, Optional<ContentJudgement> judgement, Optional<String> refusal) {
        var mismatch = judgement.filter(found -> !found.fits());
        return document
                .put("kind", mismatch.map(ContentJudgement::kind).map(ContentKind::code).orElse(null))
                .put("warning", mismatch.isPresent() && refusal.isEmpty())
                .put("rightExtension",
                        mismatch.map(ContentJudgement::kind).flatMap(ContentKind::rightExtension).orElse(null));
    }
}
