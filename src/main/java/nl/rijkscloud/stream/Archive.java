package nl.rijkscloud.stream;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Lays documents out as a zip archive. Everything is known beforehand, so its length is exact and any range of it can be sent by itself. */
public final class Archive {
    /** A document and what the archive says of it. */
    public record Item(StoredDocument document, String name, long crc32) {}

    private final List<Outgoing.Part> parts = new ArrayList<>();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private final Names names = new Names();
    private long offset;

    private Archive() {}

    /** @param time what every entry has; the same items and time give the same bytes */
    static Outgoing of(List<Item> items, LocalDateTime time) {
        var archive = new Archive();
        items.forEach(item -> archive.add(item, time));
        return archive.ended(items.size());
    }

    private void add(Item item, LocalDateTime time) {
        var entry = new ZipRecords.Entry(names.unique(item.name()), item.crc32(), item.document().length(), time);
        directory.writeBytes(ZipRecords.central(entry, offset));
        append(new Outgoing.Literal(ZipRecords.local(entry)));
        append(new Outgoing.Content(item.document()));
    }

    private Outgoing ended(int entries) {
        var start = offset;
        append(new Outgoing.Literal(directory.toByteArray()));
        append(new Outgoing.Literal(ZipRecords.end(entries, start, directory.size())));
        return new Outgoing(parts);
    }

    private void append(Outgoing.Part part) {
        parts.add(part);
        offset = Math.addExact(offset, part.length());
    }
}
