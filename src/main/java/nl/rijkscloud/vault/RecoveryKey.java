package nl.rijkscloud.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The public half of the recovery key: a server seals to it and opens nothing with it. Its private half is with the
 * custodians, see {@link RecoverySecret}. Immutable, safe for use from any thread.
 */
public final class RecoveryKey {
    /** Of the id of a key. */
    public static final int ID_LENGTH = 8;
    static final int LENGTH = 32;

    private static final String WORD = "RKK1";
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b656e032100"); // RFC 8410
    private static final String SLOT = "recovery-slot";
    private static final String EXPORT = "recovery-export";

    private final byte[] point;
    private final PublicKey key;

    private RecoveryKey(byte[] point, PublicKey key) {
        this.point = point;
        this.key = key;
    }

    /** Throws {@code IllegalArgumentException} with a sentence for a point to which nothing can be sealed. */
    public static RecoveryKey of(byte[] point) {
        try {
            var key = KeyFactory.getInstance("XDH", Aead.PROVIDER)
                    .generatePublic(new X509EncodedKeySpec(Kdf.concat(SPKI, point)));
            var made = new RecoveryKey(point.clone(), key);
            made.seal(SLOT, new byte[0], new byte[0]);
            return made;
        } catch (GeneralSecurityException | IllegalStateException refused) {
            throw new IllegalArgumentException("it is no public key of X25519");
        }
    }

    /** Reads the file that {@code recovery make} wrote. Throws with a sentence for the operator. */
    public static RecoveryKey read(Path file) throws IOException {
        try {
            return of(CheckedText.parse(WORD, Files.readString(file, StandardCharsets.US_ASCII), LENGTH));
        } catch (IllegalArgumentException wrong) {
            throw new IOException(wrong.getMessage());
        }
    }

    /** Reads the file as {@link #read} does, in a portal that names one. */
    public static Optional<RecoveryKey> readIfSet(Optional<Path> file) throws IOException {
        return file.isEmpty() ? Optional.empty() : Optional.of(read(file.get()));
    }

    /** As {@link #read} takes it. */
    public String text() {
        return CheckedText.of(WORD, point);
    }

    /** Names the key, on shares and in what is sealed to it. */
    public byte[] id() {
        return Arrays.copyOf(Sha256.of(Kdf.concat(label("recovery-key"), point)), ID_LENGTH);
    }

    /** The id as people compare it. */
    public String shownId() {
        return shown(id());
    }

    /** The id of another key, as people compare it. */
    public static String shown(byte[] id) {
        return HexFormat.ofDelimiter("-").formatHex(id);
    }

    /** Seals the transfer's key; {@link RecoverySecret#openSlot} opens it for that transfer only. */
    byte[] seal(TransferKey transfer) {
        return seal(SLOT, Kdf.bytes(transfer.transfer()), transfer.bytes());
    }

    /** @param about bound to the result, and needed to open it */
    public byte[] sealExport(byte[] about, byte[] content) {
        return seal(EXPORT, about, content);
    }

    private byte[] seal(String what, byte[] about, byte[] content) {
        try {
            return Hpke.seal(key, info(what, id()), about, content);
        } catch (InvalidKeyException refused) {
            throw new IllegalStateException("nothing can be sealed to this key", refused);
        }
    }

    static byte[] infoOfSlot(byte[] id) {
        return info(SLOT, id);
    }

    static byte[] infoOfExport(byte[] id) {
        return info(EXPORT, id);
    }

    private static byte[] info(String what, byte[] id) {
        return Kdf.concat(label(what), id);
    }

    private static byte[] label(String what) {
        return (Kdf.PREFIX + what).getBytes(StandardCharsets.US_ASCII);
    }
}
