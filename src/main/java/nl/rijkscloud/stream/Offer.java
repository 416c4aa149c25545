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
public record Offer(String name, String mediaType, String tag, Outgoing content) {
    private static final String BYTES = "application/octet-stream";
    private static final String ZIP = "application/zip";

    public static Offer document(Manifest.Item item, StoredDocument stored) {
        return new Offer(item.name(), BYTES, item.digests().orElseThrow().sha256Hex(), Outgoing.of(stored));
    }

    /** An archive's times have no zone: they are those of the organisation. */
    public static Offer archive(Manifest manifest, List<Archive.Item> items, Instant delivered) {
        var archive = Archive.of(items, OfficeTime.at(delivered).toLocalDateTime());
        var name = Names.fit("Documenten van " + manifest.sender().name()) + ".zip";
        return new Offer(name, ZIP, archive.fingerprint(), archive);
    }

    @Override
    public String toString() {
        return "Offer[" + mediaType + ", " + content.length() + "]";
    }
}
