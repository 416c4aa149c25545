package nl.rijkscloud.stream;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Lays out documents as a zip archive. Its length is known beforehand, and any range of it can be sent by itself. */
public final class ZipArchive {
    /** A document, and its name and checksum in the archive. */
    public record Item(StoredDocument document, String name, long crc32) {}

    private final List<DownloadContent.Part> parts = new ArrayList<>();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private final ArchiveNames names = new ArchiveNames();
    private long offset;

    private ZipArchive() {}

    /** @param time the time of every entry; equal items and times give equal bytes */
    static DownloadContent of(List<Item> items, LocalDateTime time) {
        var archive = new ZipArchive();
        items.forEach(item -> archive.add(item, time));
        return archive.finish(items.size());
    }

    private void add(Item item, LocalDateTime time) {
        var entry = new ZipRecords.Entry(names.unique(item.name()), item.crc32(), item.document().length(), time);
        directory.writeBytes(ZipRecords.central(entry, offset));
        append(new DownloadContent.Literal(ZipRecords.local(entry)));
        append(new DownloadContent.Content(item.document()));
    }

    private DownloadContent finish(int entries) {
        var start = offset;
        append(new DownloadContent.Literal(directory.toByteArray()));
        append(new DownloadContent.Literal(ZipRecords.end(entries, start, directory.size())));
        return new DownloadContent(parts);
    }

    private void append(DownloadContent.Part part) {
        parts.add(part);
        offset = Math.addExact(offset, part.length());
    }
}
