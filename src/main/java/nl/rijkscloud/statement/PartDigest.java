package nl.rijkscloud.statement;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import nl.rijkscloud.vault.Sha256;

/**
 * Digest of a document that a browser can compute fast: SHA-256 over the SHA-256 digests of its parts of 8 MiB; the
 * last part is shorter. An empty document has no parts. WebCrypto digests whole buffers only, and scripts that digest a
 * stream are seven times as slow. One instance serves one document and one thread at a time.
 */
public final class PartDigest {
    /** Bytes of a part. */
    public static final int PART = 8 << 20;

    private final MessageDigest all;
    private final MessageDigest part;
    private int filled;

    public PartDigest() {
        this(Sha256.digest(), Sha256.digest());
    }

    private PartDigest(MessageDigest all, MessageDigest part) {
        this.all = all;
        this.part = part;
    }

    /** The same with the JDK's SHA-256, for machines without Conscrypt's native library. */
    public static PartDigest portable() {
        return new PartDigest(sha256(), sha256());
    }

    /** The JDK's own SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is missing", impossible);
        }
    }

    /** Takes all bytes of the buffer. */
    public void add(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            var count = Math.min(bytes.remaining(), PART - filled);
            part.update(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            filled += count;
            if (filled == PART) {
                endPart();
            }
        }
    }

    /** The digest, 32 bytes. Nothing can be added after it. */
    public byte[] end() {
        if (filled > 0) {
            endPart();
        }
        return all.digest();
    }

    private void endPart() {
        all.update(part.digest());
        filled = 0;
    }
}
