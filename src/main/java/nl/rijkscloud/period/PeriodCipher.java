package nl.rijkscloud.period;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.Kdf;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.MasterSeal;
import nl.rijkscloud.vault.PurposeKeys;
import nl.rijkscloud.vault.SealContext;
import nl.rijkscloud.vault.Share;

/**
 * Seals under a period key: {@code "RKP1" || period (16) || nonce || ciphertext || tag}. The period key alone opens
 * nothing. The other half is the share of the transfer, stored under the master key, or for a message a key derived
 * from the master key. Safe for use from any thread.
 */
public final class PeriodCipher {
    /** The period of everything sealed under the master key alone, before periods existed. */
    public static final UUID BEFORE_PERIODS = new UUID(0, 0);

    private static final byte[] MAGIC = "RKP1".getBytes(StandardCharsets.US_ASCII);
    private static final int ID = 16;
    private static final int HEADER = MAGIC.length + ID;
    private static final int KEY = 32;

    private final Aead aead;
    private final PurposeKeys keys;
    private final MasterSeal before;

    public PeriodCipher(Aead aead, PurposeKeys keys) {
        this.aead = aead;
        this.keys = keys;
        this.before = new MasterSeal(keys);
    }

    /** Returns the period whose key sealed this. The database function {@code period_of} has the same rule. */
    public static UUID periodOf(byte[] sealed) {
        if (sealed.length < HEADER || !Arrays.equals(sealed, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return BEFORE_PERIODS;
        }
        var buffer = java.nio.ByteBuffer.wrap(sealed, MAGIC.length, ID);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    public byte[] seal(PeriodKey period, SealContext what, byte[] plain) {
        var header = Kdf.concat(MAGIC, Kdf.bytes(period.period()));
        return Kdf.concat(header, aead.seal(key(period, what), context(period, what), plain));
    }

    /** Opens the bytes; empty if they were sealed for another purpose or changed. */
    public Optional<byte[]> open(PeriodKey period, SealContext what, byte[] sealed) {
        return Aead.open(key(period, what), context(period, what), Arrays.copyOfRange(sealed, HEADER, sealed.length));
    }

    /** Opens bytes that were sealed before periods existed. */
    public Optional<byte[]> openBefore(SealContext what, byte[] sealed) {
        return before.open(what, sealed);
    }

    private byte[] key(PeriodKey period, SealContext what) {
        var half = what.share().map(Share::bytes).orElseGet(() -> keys.half(KeyPurpose.OUTBOX));
        return Kdf.derive(Kdf.concat(half, period.bytes()), Kdf.bytes(what.id()), label(what), KEY);
    }

    private static byte[] context(PeriodKey period, SealContext what) {
        return Kdf.concat((Kdf.PREFIX + label(what)).getBytes(StandardCharsets.US_ASCII),
                Kdf.bytes(what.id(), period.period()));
    }

    private static String label(SealContext what) {
        return "period/" + what.kind().name().toLowerCase(Locale.ROOT);
    }
}
