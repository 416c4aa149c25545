package nl.rijkscloud.scrub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import nl.rijkscloud.blob.BlobReader;
import nl.rijkscloud.blob.BlobReader.Ciphertext;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.floe.SegmentSums;
import nl.rijkscloud.kernel.StoreAway;
import nl.rijkscloud.scrub.ScrubStore.Stored;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One document that is read, over as many turns as it takes. A part that does not fit its checksum is read a second
 * time, from the store and not from memory, before it counts. Blocks; for one worker thread at a time.
 */
final class DocumentReading {
    /** The state of a reading. The words of the last three stand in the database. */
    enum State {
        GOES_ON,
        /** The part does not match its checksum: the next turn reads it once more. */
        AGAIN, WHOLE,
        /** It has no checksums: it is there and has its length, and more is not known. */
        UNKNOWN, MISSING, CHANGED, UNREADABLE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(DocumentReading.class);

    final Stored document;
    private final CRC32C sum = new CRC32C();
    private final long segments;
    private @Nullable Ciphertext content; // while it is open
    private int part;
    private long segment; // the next one
    private boolean isSecond;

    /** @param part where to begin: earlier ones have been read */
    DocumentReading(Stored document, int part) {
        this.document = document;
        this.segments = Ciphertext.segments(document.length());
        this.part = part < SegmentSums.parts(segments) ? part : 0;
        this.segment = (long) this.part * SegmentSums.SEGMENTS;
    }

    /** Parts that have been read and found whole. */
    int part() {
        return part;
    }

    /**
     * Reads until nothing is left of the allowance, or a state other than {@code GOES_ON} is reached.
     *
     * @param left bytes, which this takes from
     * @throws StoreAway when the store as a whole cannot be read, which says nothing about the document
     */
    State read(BlobStore blobs, ByteBuffer window, ByteBuffer scratch, AtomicLong left) throws IOException {
        try {
            return advance(blobs, window, scratch, left);
        } catch (IOException trouble) { // a bucket says of an object that was cut that it is away
            close();
            blobs.confirm();
            return found(trouble instanceof NoSuchFileException ? State.MISSING
                    : trouble instanceof BlobReader.Changed ? State.CHANGED : State.UNREADABLE, trouble.toString());
        }
    }

    private State advance(BlobStore blobs, ByteBuffer window, ByteBuffer scratch, AtomicLong left)
            throws IOException {
        if (content == null) {
            content = blobs.ciphertext(document.transfer(), document.id(), document.length(), window);
        }
        if (document.sums().isEmpty()) {
            return State.UNKNOWN;
        }
        while (left.get() > 0) {
            left.addAndGet(-content.addTo(sum, segment, scratch));
            segment++;
            if (segment == segments || segment % SegmentSums.SEGMENTS == 0) {
                if (sum.getValue() != SegmentSums.sum(document.sums().get(), part)) {
                    close();
                    return found(State.CHANGED, "part " + part + " has another checksum");
                }
                sum.reset();
                part++;
                isSecond = false;
            }
            if (segment == segments) {
                return State.WHOLE;
            }
        }
        return State.GOES_ON;
    }

    /** The first time, the part is begun again. */
    private State found(State what, String how) {
        if (!isSecond) {
            LOG.warn("{} is read once more: {}", document.id(), how);
            isSecond = true;
            sum.reset();
            segment = (long) part * SegmentSums.SEGMENTS;
            return State.AGAIN;
        }
        return what;
    }

    void close() throws IOException {
        var open = content;
        content = null;
        if (open != null) {
            open.close();
        }
    }
}
