package nl.rijkscloud.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Seals keys into slots and opens them. The key of a slot is made of the secret in the link and the share of the
 * server: neither half opens anything alone. The expiry of the link is bound in, so that a changed row does not prolong
 * it. Safe for use from any thread.
 */
public final class Slots {
    /** The kinds of slots and the key in each. */
    public enum SlotKind {
        /** The transfer key, for the sender until they press Verstuur. */
        UPLOAD,
        /** The transfer key, for the recipient. */
        DOWNLOAD,
        /** The manifest key, for the sender's report. */
        REPORT,
        /** The transfer key, under the report's link: good for making a new download link and nothing else. */
        REISSUE,
        /** The transfer key, for a phone that adds documents beside the sender's page. */
        PHONE,
        /** The transfer key under a period key and the share, from the first complete document until delivery. */
        PENDING,
        /** The transfer key under the recovery key and the share, from delivery on, where there is a recovery key. */
        RECOVERY;

        public String sql() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static SlotKind of(String sql) {
            return valueOf(sql.toUpperCase(Locale.ROOT));
        }
    }

    private static final int KEY = 32;

    private final Aead aead;
    private final SecureRandom random;
    private final PurposeKeys keys;

    public Slots(Aead aead, SecureRandom random, PurposeKeys keys) {
        this.aead = aead;
        this.random = random;
        this.keys = keys;
    }

    public Share newShare(UUID transfer) {
        var share = new byte[Share.LENGTH];
        random.nextBytes(share);
        return new Share(transfer, share);
    }

    /** Seals the share for its row under this version of the key for shares, which must be known. */
    public byte[] seal(Share share, int version) {
        return SealedShare.seal(aead, keys.find(KeyPurpose.SHARE, version).orElseThrow(), share);
    }

    /**
     * Opens the share; empty if the transfer was destroyed or the row is not one that a server wrote. Throws {@link
     * Failure} {@code UNAVAILABLE} if it lies under a key that this server does not know yet, because it was stopped
     * while the others learned of it: such a share must not pass for one that is lost.
     */
    public Optional<Share> openShare(UUID transfer, byte @Nullable [] sealed) {
        if (sealed == null) {
            return Optional.empty();
        }
        var version = SealedShare.version(sealed);
        var key = keys.find(KeyPurpose.SHARE, version);
        if (key.isEmpty() && version > keys.newest(KeyPurpose.SHARE).version()) {
            throw Failure.of(Failure.Kind.UNAVAILABLE, "unavailable", "A key is not here yet. Please try again.")
                    .logged("version " + version + " of the key for shares is not known here yet");
        }
        return key.flatMap(found -> SealedShare.open(found, transfer, sealed));
    }

    public byte[] seal(SlotKind kind, LinkSecret link, Share share, Instant notAfter, TransferKey key) {
        return seal(aead, kind, link, share, notAfter, key);
    }

    /** Seals a slot without the server's keys, where the share was handed over. */
    public static byte[] seal(
            Aead aead, SlotKind kind, LinkSecret link, Share share, Instant notAfter, TransferKey key) {
        var content = kind == SlotKind.REPORT ? key.manifestKey().bytes() : key.bytes();
        return aead.seal(slotKey(kind, link, share), context(kind, link, share, notAfter), content);
    }

    /** Opens a slot of any kind but REPORT. */
    public Optional<TransferKey> open(SlotKind kind, LinkSecret link, Share share, Instant notAfter, byte[] sealed) {
        if (kind == SlotKind.REPORT) {
            throw new IllegalArgumentException("a report slot holds no transfer key");
        }
        return content(kind, link, share, notAfter, sealed).map(bytes -> new TransferKey(share.transfer(), bytes));
    }

    public Optional<ManifestKey> openReport(LinkSecret link, Share share, Instant notAfter, byte[] sealed) {
        return content(SlotKind.REPORT, link, share, notAfter, sealed)
                .map(bytes -> new ManifestKey(share.transfer(), bytes));
    }

    /**
     * Seals the key to the recovery key, and that once more under a key made of the share: neither the recovery key nor
     * the server's keys open it alone.
     */
    public byte[] sealRecovery(RecoveryKey to, Share share, TransferKey key) {
        var id = to.id();
        return Kdf.concat(id, aead.seal(recoveryKey(share), recoveryContext(share, id), to.seal(key)));
    }

    /**
     * Takes off the server's layer; what is left opens with {@link RecoverySecret#openSlot} only. Empty if the bytes
     * were sealed for another transfer or changed.
     *
     * @param sealed begins with the id of the recovery key
     */
    public static Optional<byte[]> openRecovery(Share share, byte[] sealed) {
        return sealed.length < RecoveryKey.ID_LENGTH ? Optional.empty() : Aead.open(
                recoveryKey(share), recoveryContext(share, recoveryId(sealed)),
                Arrays.copyOfRange(sealed, RecoveryKey.ID_LENGTH, sealed.length));
    }

    /** The id of the recovery key to which a slot is sealed. */
    public static byte[] recoveryId(byte[] sealed) {
        return Arrays.copyOf(sealed, RecoveryKey.ID_LENGTH);
    }

    private static byte[] recoveryKey(Share share) {
        return Kdf.derive(share.bytes(), Kdf.bytes(share.transfer()), "slot/" + SlotKind.RECOVERY.sql(), KEY);
    }

    private static byte[] recoveryContext(Share share, byte[] id) {
        return Kdf.concat((Kdf.PREFIX + "slot").getBytes(StandardCharsets.US_ASCII), Kdf.bytes(share.transfer()), id,
                SlotKind.RECOVERY.sql().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The content of the one slot that the server can open without a link, to be sealed for {@link
     * SealContext#pending}.
     */
    public static byte[] content(TransferKey key) {
        return key.bytes();
    }

    /** Reads that content. */
    public static TransferKey read(Share share, byte[] content) {
        return new TransferKey(share.transfer(), content);
    }

    private Optional<byte[]> content(SlotKind kind, LinkSecret link, Share share, Instant notAfter, byte[] sealed) {
        return Aead.open(slotKey(kind, link, share), context(kind, link, share, notAfter), sealed);
    }

    private static byte[] slotKey(SlotKind kind, LinkSecret link, Share share) {
        var salt = Kdf.concat(Kdf.bytes(share.transfer()), link.id());
        return Kdf.derive(Kdf.concat(link.bytes(), share.bytes()), salt, "slot/" + kind.sql(), KEY);
    }

    private static byte[] context(SlotKind kind, LinkSecret link, Share share, Instant notAfter) {
        return Kdf.concat(
                (Kdf.PREFIX + "slot").getBytes(StandardCharsets.US_ASCII),
                Kdf.bytes(share.transfer()),
                link.id(),
                kind.sql().getBytes(StandardCharsets.US_ASCII),
                ByteBuffer.allocate(Long.BYTES).putLong(notAfter.getEpochSecond()).array());
    }
}
