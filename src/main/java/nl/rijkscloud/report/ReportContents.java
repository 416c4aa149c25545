package nl.rijkscloud.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.document.DocumentDigests;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.transfer.Manifest;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.vault.ManifestKey;

/**
 * The message and the names of the documents, opened with the manifest key: from the manifest after delivery, and from
 * the rows before it.
 */
public record ReportContents(Message message, List<Report.Document> documents) {
    public static ReportContents of(
            ManifestKey key, TransferStore.Stored stored, Optional<byte[]> manifest, List<Document> rows) {
        return manifest.map(sealed -> ofManifest(key, sealed, rows)).orElseGet(() -> ofRows(key, stored, rows));
    }

    @Override
    public String toString() {
        return "ReportContents[***]";
    }

    private static ReportContents ofManifest(ManifestKey key, byte[] sealed, List<Document> rows) {
        var manifest = Manifest.open(key, sealed)
                .orElseThrow(() -> new IllegalStateException("the manifest of " + key.transfer() + " does not open"));
        var downloaded = rows.stream()
                .filter(row -> row.downloadedAt().isPresent())
                .collect(Collectors.toMap(Document::id, row -> row.downloadedAt().get()));
        return new ReportContents(manifest.message(), manifest.documents().stream()
                .map(item -> document(item, downloaded)).toList());
    }

    private static ReportContents ofRows(ManifestKey key, TransferStore.Stored stored, List<Document> rows) {
        return new ReportContents(Message.open(key, stored.message()), rows.stream()
                .map(row -> document(key, row)).toList());
    }

    private static Report.Document document(Manifest.Item item, Map<UUID, Instant> downloaded) {
        return new Report.Document(
                item.id(), item.name(), item.size(), item.digests().map(DocumentDigests::sha256Hex),
                item.delivered() ? DocumentState.ACCEPTED : DocumentState.REFUSED, item.refusal(), item.judgement(),
                item.scan(), Optional.ofNullable(downloaded.get(item.id())));
    }

    private static Report.Document document(ManifestKey key, Document row) {
        var digests = Optional.ofNullable(row.digests()).map(sealed -> DocumentEntry.openDigests(key, row));
        return new Report.Document(
                row.id(), DocumentEntry.open(key, row).name(), row.length(), digests.map(DocumentDigests::sha256Hex),
                row.state(), row.refusal(),
                DocumentEntry.openJudgement(key, row), DocumentEntry.openScan(key, row),
                row.downloadedAt());
    }
}
