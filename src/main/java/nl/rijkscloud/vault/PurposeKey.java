package nl.rijkscloud.vault;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * One version of the key of one purpose: 32 bytes. Immutable, safe for use from any thread; never prints itself.
 */
public final class PurposeKey {
    static final int LENGTH = 32;

    private final KeyPurpose purpose;
    private final UUID id;
    private final int version;
    private final byte[] key;
    private final Hmac hmac;

    /** @param version from 1 */
    public PurposeKey(KeyPurpose purpose, UUID id, int version, byte[] key) {
        if (key.length != LENGTH || version < 1) {
            throw new IllegalArgumentException("a purpose key has 32 bytes, and a version from 1");
        }
        this.purpose = purpose;
        this.id = id;
        this.version = version;
        this.key = key.clone();
        this.hmac = new Hmac(key);
    }

    public static PurposeKey random(KeyPurpose purpose, int version, SecureRandom random) {
        var key = new byte[LENGTH];
        random.nextBytes(key);
        return new PurposeKey(purpose, UUID.randomUUID(), version, key);
    }

    public KeyPurpose purpose() {
        return purpose;
    }

    public UUID id() {
        return id;
    }

    public int version() {
        return version;
    }

    public Hmac hmac() {
        return hmac;
    }

    byte[] bytes() {
        return key;
    }

    @Override
    public String toString() {
        return "PurposeKey[" + purpose.word() + " " + version + "]";
    }
}
