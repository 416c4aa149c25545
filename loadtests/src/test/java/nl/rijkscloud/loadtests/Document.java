package nl.rijkscloud.loadtests;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A document, by the values that are needed to make it again.
 *
 * @param size in bytes
 */
record Document(String name, long size, Content content) {
    private static final int PIECE = 1 << 16;

    ContentStream stream() {
        return new ContentStream(content, size);
    }

    /** True when these are all its bytes. Only for documents that fit in memory. */
    boolean is(byte[] bytes) {
        var piece = new byte[PIECE];
        for (var from = 0; from < bytes.length; from += PIECE) {
            var length = Math.min(PIECE, bytes.length - from);
            content.fill(from, piece, 0, length);
            if (!Arrays.equals(bytes, from, from + length, piece, 0, length)) {
                return false;
            }
        }
        return bytes.length == size;
    }

    /** The SHA-256 in lower-case hexadecimal, as the portal reports it. Takes about a second for each GiB. */
    String sha256() {
        try (var digesting = new DigestInputStream(stream(), MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
