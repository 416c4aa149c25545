package nl.rijkscloud.floe;

import java.security.Provider;
import java.security.SecureRandom;

/**
 * The agreement between sealer and opener: parameters, a key, and the associated data that the ciphertext is
 * bound to. Makes headers and verifies them. Immutable, for any thread; never prints its key.
 */
public final class FloeKey {
    /** Bytes of a key. */
    public static final int LENGTH = 32;

    private final FloeParameters parameters;
    private final byte[] key;
    private final byte[] aad;
    private final Provider provider;

    /**
     * @param key 32 bytes, copied
     * @param aad any bytes, copied; not stored in the ciphertext, and needed again to open it
     * @param provider of HMAC and AES-GCM; null for the JDK's choice
     */
    public FloeKey(FloeParameters parameters, byte[] key, byte[] aad, Provider provider) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a FLOE key has 32 bytes, not " + key.length);
        }
        this.parameters = parameters;
        this.key = key.clone();
        this.aad = aad.clone();
        this.provider = provider;
    }

    public FloeParameters parameters() {
        return parameters;
    }

    /** The header of a new ciphertext, with 32 fresh bytes of {@code random} for its iv. */
    public FloeHeader newHeader(SecureRandom random) {
        var iv = new byte[FloeParameters.HEADER_IV_LENGTH];
        random.nextBytes(iv);
        return FloeHeader.create(parameters, iv, key, aad, provider);
    }

    /**
     * The header of an existing ciphertext, to open it or to go on sealing it.
     *
     * @param encoded the first 74 bytes of the ciphertext
     * @throws FloeException for another length, other parameters, or a header of another key or other associated data
     */
    public FloeHeader verifiedHeader(byte[] encoded) throws FloeException {
        return FloeHeader.verified(parameters, encoded, key, aad, provider);
    }
}
