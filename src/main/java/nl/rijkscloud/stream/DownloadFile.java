package nl.rijkscloud.stream;

import java.time.Instant;
import java.util.List;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.transfer.Manifest;

/**
 * A file that a recipient can download.
 *
 * @param name the file name to save it under
 * @param tag a strong validator: equal tags mean equal bytes
 */
public record DownloadFile(String name, String mediaType, String tag, DownloadContent content) {
    private static final String BYTES = "application/octet-stream";
    private static final String ZIP = "application/zip";

    public static DownloadFile document(Manifest.Item item, StoredDocument stored) {
        return new DownloadFile(item.name(), BYTES, item.digests().orElseThrow()
                .sha256Hex(), DownloadContent.of(stored));
    }

    /** Times in an archive have no zone, so they are in the organisation's time. */
    public static DownloadFile archive(Manifest manifest, List<ZipArchive.Item> items, Instant delivered) {
        var archive = ZipArchive.of(items, OfficeTime.at(delivered).toLocalDateTime());
        var name = ArchiveNames.fit("Documenten van " + manifest.sender().name()) + ".zip";
        return new DownloadFile(name, ZIP, archive.fingerprint(), archive);
    }

    @Override
    public String toString() {
        return "DownloadFile[" + mediaType + ", " + content.length() + "]";
    }
}
