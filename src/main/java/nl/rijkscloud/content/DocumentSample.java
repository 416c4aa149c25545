package nl.rijkscloud.content;

import java.util.Arrays;

/**
 * The parts of a document that tell its kind.
 *
 * @param head the first bytes, all when the document is no longer
 * @param length of the document
 * @param directory where {@link CompoundFile#directoryAt} points, empty when nobody has read that far
 * @param tail the last bytes, empty when nobody has read that far
 */
public record DocumentSample(byte[] head, long length, byte[] directory, byte[] tail) {
    private static final byte[] NOTHING = {};

    /** Made of the first bytes, while the rest is still under way. */
    public static DocumentSample of(byte[] head, long length) {
        return new DocumentSample(head, length, NOTHING, NOTHING);
    }

    /** A whole small document. */
    public static DocumentSample of(byte[] all) {
        return of(all, all.length);
    }

    int size() {
        return head.length;
    }

    /** The byte there, as an unsigned number; -1 beyond the end. */
    int at(int index) {
        return index < head.length ? head[index] & 0xff : -1;
    }

    boolean has(int at, int... bytes) {
        if (at + bytes.length > head.length) {
            return false;
        }
        for (var index = 0; index < bytes.length; index++) {
            if (at(at + index) != bytes[index]) {
                return false;
            }
        }
        return true;
    }

    /** True when these letters stand there. */
    boolean has(int at, String ascii) {
        if (at < 0 || at + ascii.length() > head.length) {
            return false;
        }
        for (var index = 0; index < ascii.length(); index++) {
            if (at(at + index) != ascii.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    int le16(int at) {
        return at + 2 > head.length ? 0 : at(at) | at(at + 1) << 8;
    }

    long le32(int at) {
        return le16(at) | (long) le16(at + 2) << 16;
    }

    /** The first position of these letters from an offset on and before a limit; -1 when there is none. */
    int find(String ascii, int from, int limit) {
        var last = Math.min(limit, head.length) - ascii.length();
        for (var at = from; at <= last; at++) {
            if (has(at, ascii)) {
                return at;
            }
        }
        return -1;
    }

    /** The sample without its first bytes. */
    DocumentSample from(int start) {
        return new DocumentSample(Arrays.copyOfRange(head, start, head.length), length - start, directory, tail);
    }

    @Override
    public String toString() {
        return "Sample[" + length + "]";
    }
}
