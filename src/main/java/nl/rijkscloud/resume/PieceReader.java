package nl.rijkscloud.resume;

import java.io.IOException;
import java.nio.ByteBuffer;
import nl.rijkscloud.blob.BlobReader;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.vault.TransferKey;

/**
 * Reads pieces of a stored document: whole segments from the file, and the end of an unfinished document from its row.
 * It reads nothing beyond the row's offset, where a writer may be at work. It blocks, so call it on a worker, one
 * thread at a time.
 */
final class PieceReader {
    private static final int SEGMENT = BlobReader.plaintextPerSegment();

    private final byte[] piece = new byte[PieceCodes.PIECE];
    private final ByteBuffer sealed = ByteBuffer.allocateDirect(1 << 16);
    private final ByteBuffer opened = ByteBuffer.allocateDirect(SEGMENT);
    private final ByteBuffer seal = ByteBuffer.allocate(BlobReader.SEAL_LENGTH);

    /** The number of bytes that the server has of a piece; 0 for none. */
    static int held(Document document, int number) {
        return Math.clamp(document.offset() - (long) number * PieceCodes.PIECE, 0, PieceCodes.PIECE);
    }

    BlobReader open(BlobStore blobs, TransferKey key, Document document) throws IOException, FloeException {
        return blobs.readBegun(key, document.id(), document.length());
    }

    /** Reads a piece into the beginning of an array that this reader owns; the next call overwrites it. */
    byte[] read(BlobReader blob, Document document, byte[] rest, int number) throws IOException, FloeException {
        var start = (long) number * PieceCodes.PIECE;
        var end = start + held(document, number);
        var restStart = document.offset() - rest.length;
        for (var at = start; at < end; ) {
            at += at < restStart ? fromFile(blob, at, start, Math.min(end, restStart))
                    : fromRest(rest, at - restStart, at, start, end);
        }
        return piece;
    }

    private int fromFile(BlobReader blob, long at, long start, long end) throws IOException, FloeException {
        var index = at / SEGMENT;
        blob.read(index, sealed.clear(), opened.clear(), seal.clear());
        var from = (int) (at - index * SEGMENT);
        var count = (int) Math.min(opened.position() - from, end - at);
        opened.get(from, piece, (int) (at - start), count);
        return count;
    }

    private int fromRest(byte[] rest, long from, long at, long start, long end) {
        System.arraycopy(rest, (int) from, piece, (int) (at - start), (int) (end - at));
        return (int) (end - at);
    }
}
