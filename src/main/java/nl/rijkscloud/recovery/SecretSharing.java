package nl.rijkscloud.recovery;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits a secret into three shares; any two join to it (Shamir, "How to share a secret", 1979). Each byte is the
 * value at 0 of a line over GF(2^8), as AES defines it (FIPS 197 section 4), and share x is the value at x. One share
 * says nothing about the secret. Nothing here branches on a secret or looks it up in a table.
 */
final class SecretSharing {
    static final int SHARES = 3;

    private static final int POLYNOMIAL = 0x11b; // x^8 + x^4 + x^3 + x + 1
    private static final int BITS = 8;
    private static final int BYTE = 0xff;
    private static final int INVERSE = 254; // a^254 * a = a^255 = 1

    private SecretSharing() {}

    /** The share with number n is at n - 1. */
    static List<byte[]> split(byte[] secret, SecureRandom random) {
        var slope = new byte[secret.length];
        random.nextBytes(slope);
        try {
            return split(secret, slope);
        } finally {
            Arrays.fill(slope, (byte) 0);
        }
    }

    static List<byte[]> split(byte[] secret, byte[] slope) {
        return IntStream.rangeClosed(1, SHARES).mapToObj(x -> {
            var share = new byte[secret.length];
            for (var i = 0; i < share.length; i++) {
                share[i] = (byte) (secret[i] ^ multiply(x, slope[i] & BYTE));
            }
            return share;
        }).toList();
    }

    /**
     * Joins two shares of equal length.
     *
     * @param one the number of its share, as is {@code other}; they differ
     */
    static byte[] join(int one, byte[] ofOne, int other, byte[] ofOther) {
        if (one == other || ofOne.length != ofOther.length) {
            throw new IllegalArgumentException("two different shares of one length are needed");
        }
        var scale = inverse(one ^ other);
        var secret = new byte[ofOne.length];
        for (var i = 0; i < secret.length; i++) {
            var sum = multiply(other, ofOne[i] & BYTE) ^ multiply(one, ofOther[i] & BYTE);
            secret[i] = (byte) multiply(scale, sum);
        }
        return secret;
    }

    static int multiply(int a, int b) {
        var product = 0;
        var factor = a;
        for (var bit = 0; bit < BITS; bit++) {
            product ^= factor & -((b >> bit) & 1);
            factor = (factor << 1) ^ (POLYNOMIAL & -(factor >> (BITS - 1)));
        }
        return product;
    }

    static int inverse(int a) {
        var result = 1;
        for (var i = 0; i < INVERSE; i++) {
            result = multiply(result, a);
        }
        return result;
    }
}
