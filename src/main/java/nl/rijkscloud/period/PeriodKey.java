package nl.rijkscloud.period;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * The key of one period: 32 random bytes. Its id is a UUID of version 7 (RFC 9562), which begins with the time of
 * creation, so that the age of a key is known without a database. Immutable; never prints itself.
 */
final class PeriodKey {
    static final int LENGTH = 32;

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final UUID period;
    private final byte[] key;

    PeriodKey(UUID period, byte[] key) {
        this.period = period;
        this.key = key;
    }

    public static PeriodKey random(Instant now, SecureRandom random) {
        var key = new byte[LENGTH];
        random.nextBytes(key);
        var high = now.toEpochMilli() << 16 | VERSION | random.nextInt(1 << 12);
        return new PeriodKey(new UUID(high, random.nextLong() >>> 2 | VARIANT), key);
    }

    /** The time of creation, in milliseconds. */
    public static Instant madeAt(UUID period) {
        return Instant.ofEpochMilli(period.getMostSignificantBits() >>> 16);
    }

    public UUID period() {
        return period;
    }

    byte[] bytes() {
        return key.clone();
    }

    @Override
    public String toString() {
        return "PeriodKey[" + period + "]";
    }
}
