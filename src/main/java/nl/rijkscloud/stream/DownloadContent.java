package nl.rijkscloud.stream;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.vault.Sha256;

/**
 * A sequence of bytes of known length that can be handed over, whole or any range of it: one document, or an archive of documents with its own bytes
 * between them. It holds no open file. Immutable; the same things always give the same bytes.
 */
public final class DownloadContent {
    /** A piece of the sequence. */
    sealed interface Part {
        long length();
    }

    /** Bytes of our own. */
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

    /** The range of a part that belongs to a range of the sequence. */
    record Slice(Part part, ByteRange range) {}

    /** How much of one document is in a range of the sequence. */
    public record Coverage(UUID document, long length, ByteRange range) {
        public boolean isWhole() {
            return range.covers(length);
        }

        /** Some bytes of it, and not all. */
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

    /** Bytes in all. */
    public long length() {
        return length;
    }

    /** What a range consists of, in order. A document without bytes is in there when its place is, so that it is opened and counted too. */
    List<Slice> slices(ByteRange range) {
        var slices = new ArrayList<Slice>();
        eachIn(range, (part, start) -> slices.add(new Slice(part, range.within(start, part.length()))));
        return slices;
    }

    /** How much of which documents is in a range. */
    public List<Coverage> coverage(ByteRange range) {
        var documents = new ArrayList<Coverage>();
        eachDocumentIn(range, (document, start) -> documents.add(part(document, start, range)));
        return documents;
    }

    /**
     * What the other side may have of which documents. A complete response up to the end names the documents before it too, with an empty range at their
     * end: somebody who asks for the rest has them already. Of a response that was cut, a document that unsure bytes alone would make whole has its sure
     * bytes only, and a document without bytes is there when bytes behind it are.
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

    /** Tells these bytes from any others, without reading them: SHA-256 in hexadecimal over our own bytes and the documents' seals. */
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
