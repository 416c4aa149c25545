package nl.rijkscloud.floe;

import java.security.SecureRandom;

/** Randomness for frozen vectors: 0, 1, 2, ... one byte after the other. */
final class CountingRandom extends SecureRandom {
    private static final long serialVersionUID = 1;
    private byte next;

    @Override
    public void nextBytes(byte[] bytes) {
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = next++;
        }
    }
}
