package nl.rijkscloud.download;

import java.util.UUID;
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

    @Override
    public String toString() {
        return "ReceivedTransfer[" + transfer.id() + "]";
    }
}
