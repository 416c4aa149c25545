package nl.rijkscloud.blob;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.rijkscloud.blob.ObjectRecordStore.Part;

/**
 * The layout of a document in a bucket: objects of whole segments, which follow each other. Their bytes are those of
 * the file that {@link BlobLayout} describes, cut at borders of segments; the first object begins with the file's first
 * block. Behind them each object has the seals of its segments once more, so that a check of all seals of a document
 * reads a few small ranges. A name is random and never used twice.
 */
final class ObjectLayout {
    /** The most segments of one object: 4 MiB. */
    static final int MOST_SEGMENTS = 64;

    static final String DOCUMENTS = "documents/";

    private static final int SEGMENT = BlobLayout.PARAMETERS.segmentLength();
    private static final int SEAL = BlobReader.SEAL_LENGTH;
    private static final Pattern KEY = Pattern.compile(
            DOCUMENTS + "\\p{XDigit}{2}/(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})/"
                    + "(\\d{1,18})-(\\d{1,18})-(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})");

    private static final Pattern FOLDER = Pattern.compile(
            DOCUMENTS + "\\p{XDigit}{2}/(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})/");

    private ObjectLayout() {}

    /** The beginning of the keys of all documents in a part of the store. */
    static String part(int number) {
        return DOCUMENTS + "%02x/".formatted(number);
    }

    /** The beginning of the keys of a document's objects. */
    static String folder(UUID document) {
        return DOCUMENTS + document.toString().substring(0, 2) + "/" + document + "/";
    }

    /** The document whose objects are in a folder of {@link #part}; empty if it is something else. */
    static Optional<UUID> document(String folder) {
        var match = FOLDER.matcher(folder);
        return match.matches() ? Optional.of(UUID.fromString(match.group(1))) : Optional.empty();
    }

    static String key(UUID document, Part part) {
        return folder(document) + part.epoch() + "-" + part.first() + "-" + part.name();
    }

    /** An object as its key tells it. */
    record Named(String key, UUID document, long epoch, long first, UUID name) {}

    static Optional<Named> named(String key) {
        var match = KEY.matcher(key);
        return match.matches()
                ? Optional.of(new Named(key, UUID.fromString(match.group(1)), Long.parseLong(match.group(2)),
                        Long.parseLong(match.group(3)), UUID.fromString(match.group(4))))
                : Optional.empty();
    }

    /** Sealed segments and their seals, as the bytes of one object. */
    static List<ByteBuffer> content(Optional<ByteBuffer> firstBlock, List<ByteBuffer> segments) {
        var content = new ArrayList<ByteBuffer>();
        firstBlock.ifPresent(content::add);
        content.addAll(segments);
        var seals = ByteBuffer.allocate(segments.size() * SEAL);
        for (var segment : segments) {
            var start = segment.position();
            seals.put(segment.slice(start + BlobReader.IV_START, BlobReader.IV_LENGTH))
                    .put(segment.slice(segment.limit() - BlobReader.TAG_LENGTH, BlobReader.TAG_LENGTH));
        }
        content.add(seals.flip());
        return content;
    }

    /** The position of a segment in the object. */
    static long start(Part part, long segment) {
        return firstBlock(part) + (segment - part.first()) * SEGMENT;
    }

    /** The position behind the last segment in the object. */
    static long end(Part part) {
        return part.length() - stored(part) * SEAL;
    }

    /** The position of a segment's seal in the object. */
    static long seal(Part part, long segment) {
        return part.length() - (stored(part) - (segment - part.first())) * SEAL;
    }

    /** The segments that the object has, which can be more than count. */
    private static long stored(Part part) {
        return Math.ceilDiv(part.length() - firstBlock(part), SEGMENT + SEAL);
    }

    private static int firstBlock(Part part) {
        return part.first() == 0 ? BlobLayout.BLOCK : 0;
    }
}
