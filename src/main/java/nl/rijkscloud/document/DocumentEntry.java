package nl.rijkscloud.document;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.content.ContentJudgement.NameMatch;
import nl.rijkscloud.content.ContentKind;
import nl.rijkscloud.content.ScanResult;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.ManifestKey;

/**
 * The name and metadata of a document, as the sender's browser gave them at its creation. Also seals and opens the
 * other sealed columns.
 *
 * @param name the file's name, without folders
 * @param metadata the header {@code Upload-Metadata} as it came, which HEAD returns
 */
public record DocumentEntry(String name, String metadata) {
    private static final String WHAT = "entry";
    private static final String DIGESTS = "digests";
    private static final String JUDGEMENT = "judgement";
    private static final String SCAN = "scan";

    public byte[] seal(Aead aead, ManifestKey key, UUID document) {
        var json = new JsonObject().put("name", name).put("metadata", metadata);
        return key.seal(aead, WHAT, document, json.toBuffer().getBytes());
    }

    /** Opens the entry of a document. An entry that does not open means a damaged database, so this throws. */
    public static DocumentEntry open(ManifestKey key, Document document) {
        var json = json(key.open(WHAT, document.id(), document.entry()), document);
        return new DocumentEntry(json.getString("name"), json.getString("metadata"));
    }

    public static byte[] sealDigests(Aead aead, ManifestKey key, UUID document, DocumentDigests digests) {
        return key.seal(aead, DIGESTS, document, digests.toJson().toBuffer().getBytes());
    }

    public static DocumentDigests openDigests(ManifestKey key, Document document) {
        return DocumentDigests.of(json(key.open(DIGESTS, document.id(), document.digests()), document));
    }

    public static byte[] sealJudgement(Aead aead, ManifestKey key, UUID document, ContentJudgement judgement) {
        return key.seal(aead, JUDGEMENT, document, json(judgement).toBuffer().getBytes());
    }

    /** Opens the judgement of the content; empty while there is none. */
    public static Optional<ContentJudgement> openJudgement(ManifestKey key, Document document) {
        return document.judgement() == null
                ? Optional.empty()
                : Optional.of(judgement(json(key.open(JUDGEMENT, document.id(), document.judgement()), document)));
    }

    public static byte[] sealScan(Aead aead, ManifestKey key, UUID document, ScanResult scan) {
        return key.seal(aead, SCAN, document, scan.toJson().toBuffer().getBytes());
    }

    /** Opens the malware state; empty while there is none. A row that waits for the scanner says so by itself. */
    public static Optional<ScanResult> openScan(ManifestKey key, Document document) {
        if (document.state() == Document.DocumentState.CHECKING && document.heldSince().isPresent()) {
            return Optional.of(ScanResult.WAITING);
        }
        return document.scan() == null
                ? Optional.empty()
                : Optional.of(ScanResult.of(json(key.open(SCAN, document.id(), document.scan()), document)));
    }

    public static JsonObject json(ContentJudgement judgement) {
        return new JsonObject().put("standing", judgement.standing().code()).put("kind", judgement.kind().code());
    }

    public static ContentJudgement judgement(JsonObject json) {
        return new ContentJudgement(NameMatch.of(json.getString("standing")), ContentKind.of(json.getString("kind")));
    }

    private static JsonObject json(Optional<byte[]> opened, Document document) {
        return new JsonObject(Buffer.buffer(
                opened.orElseThrow(
                        () -> new IllegalStateException("what is sealed of " + document.id() + " does not open"))));
    }

    @Override
    public String toString() {
        return "DocumentEntry[***]";
    }
}
