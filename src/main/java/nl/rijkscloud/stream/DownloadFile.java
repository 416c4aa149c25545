package nl.rijkscloud.stream;

import java.time.Instant;
import java.util.List;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.transfer.Manifest;

/**
 * Something to download.
 *
 * @param name what to save it as
 * @param tag a strong validator: the same tag, the same bytes
 */
public record DownloadFile(String name, String mediaType, String tag, DownloadContent content) {
    private static final String BYTES = "application/octet-stream";
    private static final String ZIP = "application/zip";

    public static DownloadFile document(Manifest.Item item, StoredDocument stored) {
        return new DownloadFile(item.name(), BYTES, item.digests().orElseThrow().sha256Hex(), DownloadContent.of(stored));
    }

    /** An archive's times have no zone: they are those of the organisation. */
    public static DownloadFile archive(Manifest manifest, List<ZipArchive.Item> items, Instant delivered) {
        var archive = ZipArchive.of(items, OfficeTime.at(delivered).toLocalDateTime());
        var name = ArchiveNames.fit("Documenten van " + manifest.sender().name()) + ".zip";
        return new DownloadFile(name, ZIP, archive.fingerprint(), archive);
    }

    @Override
    public String toString() {
        return "Offer[" + mediaType + ", " + content.length() + "]";
    }
}
