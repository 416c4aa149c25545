package nl.rijkscloud.stream;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.vault.Sha256;

/**
 * A sequence of bytes of known length; a response sends the whole or any range of it. It is one document, or an archive
 * with bytes of its own between the documents. It holds no open file, is immutable, and equal parts give equal bytes.
 */
public final class DownloadContent {
    /** A part of the sequence. */
    sealed interface Part {
        long length();
    }

    /** Bytes that belong to no document, such as the records of an archive. */
    record Literal(byte[] bytes) implements Part {
        @Override
        public long length() {
            return bytes.length;
        }
    }

    /** The content of a document. */
    record Content(StoredDocument document) implements Part {
        @Override
        public long length() {
            return document.length();
        }
    }

    /** The range of a part that lies in a range of the sequence. */
    record Slice(Part part, ByteRange range) {}

    /** The bytes of one document that lie in a range of the sequence; {@code length} is the whole document's. */
    public record Coverage(UUID document, long length, ByteRange range) {
        public boolean isWhole() {
            return range.covers(length);
        }

        /** True for bytes among which are neither the first nor the last of the document. */
        public boolean isInside() {
            return range.length() > 0 && range.start() > 0 && range.end() < length;
        }

        /** True for some of its bytes, but not all. */
        public boolean isPiece() {
            return range.length() > 0 && !isWhole();
        }
    }

    private final List<Part> parts;
    private final long length;

    DownloadContent(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.length = parts.stream().mapToLong(Part::length).reduce(0, Math::addExact);
    }

    static DownloadContent of(StoredDocument document) {
        return new DownloadContent(List.of(new Content(document)));
    }

    /** Length in bytes. */
    public long length() {
        return length;
    }

    /**
     * Splits a range into slices, in order. An empty document whose position is in the range has a slice too, to be
     * opened and counted.
     */
    List<Slice> slices(ByteRange range) {
        var slices = new ArrayList<Slice>();
        eachIn(range, (part, start) -> slices.add(new Slice(part, range.within(start, part.length()))));
        return slices;
    }

    /** Tells how much of each document lies in a range. */
    public List<Coverage> coverage(ByteRange range) {
        var documents = new ArrayList<Coverage>();
        eachDocumentIn(range, (document, start) -> documents.add(part(document, start, range)));
        return documents;
    }

    /**
     * Tells how much of each document the client may have after a response. After a complete response up to the end, it
     * also names the documents before the range, with an empty range at their end: a client that asks for the rest has
     * them already. After a response that was cut, a document that only unsure bytes would complete has its sure bytes
     * only, and an empty document is named when bytes behind it are.
     */
    public List<Coverage> coverage(HandoverProgress sent) {
        var sure = sent.range();
        var documents = new ArrayList<Coverage>();
        if (sent.complete()) {
            eachDocumentIn(sure.end() == length ? ByteRange.whole(length) : sure,
                    (document, start) -> documents.add(part(document, start, sure)));
            return documents;
        }
        var most = new ByteRange(sure.start(), sent.mayHave());
        eachDocumentIn(most, (document, start) -> {
            var part = part(document, start, most);
            if (document.length() > 0) {
                documents.add(part.isWhole() ? part(document, start, sure) : part);
            } else if (start < sure.end()) {
                documents.add(part);
            }
        });
        return documents;
    }

    private static Coverage part(StoredDocument document, long start, ByteRange range) {
        return new Coverage(document.id(), document.length(), range.within(start, document.length()));
    }

    private void eachDocumentIn(ByteRange range, ObjLongConsumer<StoredDocument> visitor) {
        eachIn(range, (part, start) -> {
            if (part instanceof Content(var document)) {
                visitor.accept(document, start);
            }
        });
    }

    /**
     * Identifies the bytes without reading the documents: SHA-256 in hexadecimal over literal bytes and the documents'
     * seals.
     */
    String fingerprint() {
        var digest = Sha256.digest();
        for (var part : parts) {
            switch (part) {
                case Literal(var bytes) -> digest.update(bytes);
                case Content(var document) -> digest.update(document.seals());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void eachIn(ByteRange range, ObjLongConsumer<Part> visitor) {
        var start = 0L;
        for (var part : parts) {
            var emptyButThere = part.length() == 0 && start >= range.start() && start <= range.end();
            if (range.within(start, part.length()).length() > 0 || emptyButThere) {
                visitor.accept(part, start);
            }
            start += part.length();
        }
    }
}
