package nl.rijkscloud.download;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
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

    /** An archive's times have no zone; this is that of whoever opens it. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    static Offer document(Manifest.Item item, StoredDocument stored) {
        return new Offer(item.name(), BYTES, item.digests().orElseThrow().sha256Hex(), Outgoing.of(stored));
    }

    static Offer archive(Manifest manifest, List<Archive.Item> items, Instant delivered) {
        var archive = Archive.of(items, LocalDateTime.ofInstant(delivered, ZONE));
        var name = Names.fit("Documenten van " + manifest.sender().name()) + ".zip";
        return new Offer(name, ZIP, archive.fingerprint(), archive);
    }

    @Override
    public String toString() {
        return "Offer[" + mediaType + ", " + content.length() + "]";
    }
}
