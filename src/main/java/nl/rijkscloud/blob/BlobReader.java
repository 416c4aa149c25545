package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.floe.FloeHeader;
import nl.rijkscloud.floe.SegmentOpener;
import nl.rijkscloud.floe.SegmentSums;
import org.jspecify.annotations.Nullable;

/**
 * Opens the segments of one complete blob, in any order. Blocking, for a worker or virtual thread; one thread at a
 * time. Only authenticated plaintext comes out.
 */
public final class BlobReader implements AutoCloseable {
    /** Bytes of a segment's seal: IV and tag. */
    public static final int SEAL_LENGTH = 28;

    /** The stored bytes are no longer those of this document. */
    public static final class Changed extends IOException {
        private static final long serialVersionUID = 1;

        Changed(UUID document, String how) {
            super("blob of document " + document + " " + how);
        }
    }

    static final int IV_START = 4;
    static final int IV_LENGTH = 12;
    static final int TAG_LENGTH = 16;

    private final BlobSource source;
    private final FloeHeader header;
    private final SegmentOpener opener;
    private final long length;
    private @Nullable SegmentSums sums; // of a reader that takes them
    private final ByteBuffer small = ByteBuffer.allocate(TAG_LENGTH + IV_START + IV_LENGTH);
    private final byte[] iv = new byte[IV_LENGTH];
    private long ivOf = -1;

    BlobReader(BlobSource source, FloeHeader header, long length) {
        this.source = source;
        this.header = header;
        this.opener = new SegmentOpener(header);
        this.length = length;
    }

    /**
     * Memory for {@link BlobStore#readThrough}, off the heap. It can be used for many documents, one after the other.
     */
    public static ByteBuffer window() {
        return BlobFile.DirectIo.aligned(BlobSource.ReadAhead.WINDOW);
    }

    /** Plaintext bytes of the document. */
    public long length() {
        return length;
    }

    /** Plaintext bytes in a full segment. */
    public static int plaintextPerSegment() {
        return BlobLayout.PARAMETERS.plaintextPerSegment();
    }

    public long segments() {
        return BlobLayout.PARAMETERS.segments(length);
    }

    /** Plaintext bytes in this segment. */
    public int plaintextIn(long index) {
        return BlobLayout.PARAMETERS.plaintextIn(index, length);
    }

    /** From now on takes the sums of the ciphertext too. All segments have to be read once, in order. */
    public SegmentSums takeSums() {
        var begun = new SegmentSums(header.encoded(), segments());
        sums = begun;
        return begun;
    }

    /**
     * Reads and opens one segment.
     *
     * @param scratch a direct buffer of {@code ENC_SEG_LEN} bytes, which may be overwritten
     * @param plaintext takes {@link #plaintextIn} bytes at its position
     * @param seal takes the segment's IV and tag, {@link #SEAL_LENGTH} bytes, for the digest over all seals
     */
    public void read(long index, ByteBuffer scratch, ByteBuffer plaintext, ByteBuffer seal)
            throws IOException, FloeException {
        var sealed = plaintextIn(index) + BlobLayout.PARAMETERS.segmentLength() - plaintextPerSegment();
        var segment = source.read(BlobLayout.start(index), sealed, scratch);
        if (sums != null) {
            sums.add(segment.duplicate()); // before it is opened, which may overwrite it
        }
        opener.open(index, BlobLayout.PARAMETERS.isLast(index, length), segment, plaintext);
        seal.put(segment.slice(IV_START, IV_LENGTH)).put(segment.slice(sealed - TAG_LENGTH, TAG_LENGTH));
    }

    /**
     * Reads the seal of a segment without its content and does not open it. Fastest in order: a tag and the next
     * segment's IV lie side by side. Only for a reader in any order.
     *
     * @param seal as of {@link #read}
     */
    public void readSeal(long index, ByteBuffer seal) throws IOException {
        if (source.readSeal(index, seal)) {
            return;
        }
        var start = BlobLayout.start(index);
        if (ivOf != index) {
            source.read(start + IV_START, IV_LENGTH, small).get(iv);
        }
        seal.put(iv);
        var last = BlobLayout.PARAMETERS.isLast(index, length);
        var tag = start + plaintextIn(index)
                + BlobLayout.PARAMETERS.segmentLength() - plaintextPerSegment() - TAG_LENGTH;
        var read = source.read(tag, last ? TAG_LENGTH : TAG_LENGTH + IV_START + IV_LENGTH, small);
        seal.put(read.slice(0, TAG_LENGTH));
        if (!last) {
            read.get(TAG_LENGTH + IV_START, iv);
            ivOf = index + 1;
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /**
     * The ciphertext of one complete document, read without a key: in order, from the first segment of any part of
     * {@link SegmentSums} on. Blocking; one thread at a time.
     */
    public static final class Ciphertext implements AutoCloseable {
        private final UUID document;
        private final BlobSource source;
        private final byte[] header;
        private final long length;
        private final ByteBuffer seal = ByteBuffer.allocate(SEAL_LENGTH);

        /** @param header encoded */
        Ciphertext(UUID document, BlobSource source, byte[] header, long length) {
            this.document = document;
            this.source = source;
            this.header = header;
            this.length = length;
        }

        /** Segments of a document of this length. */
        public static long segments(long length) {
            return BlobLayout.PARAMETERS.segments(length);
        }

        /**
         * Reads one segment, and adds it to the sum of its part; the first one with the header before it.
         *
         * @param scratch a direct buffer of {@code ENC_SEG_LEN} bytes, which may be overwritten
         * @return the bytes that were read
         * @throws Changed if a copy of the segment's seal, which some stores keep, is another one
         */
        public int addTo(CRC32C sum, long index, ByteBuffer scratch) throws IOException {
            var sealed = BlobLayout.PARAMETERS.plaintextIn(index, length)
                    + BlobLayout.PARAMETERS.segmentLength() - plaintextPerSegment();
            if (index == 0) {
                sum.update(header);
            }
            var segment = source.read(BlobLayout.start(index), sealed, scratch);
            if (source.readSeal(index, seal.clear())) {
                seal.flip();
                if (!seal.slice(0, IV_LENGTH).equals(segment.slice(IV_START, IV_LENGTH))
                        || !seal.slice(IV_LENGTH, TAG_LENGTH).equals(segment.slice(sealed - TAG_LENGTH, TAG_LENGTH))) {
                    throw new Changed(document, "has other seals than segments");
                }
            }
            sum.update(segment.duplicate());
            return sealed;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
