package nl.rijkscloud.floe;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.conscrypt.Conscrypt;

/** Keys, plaintexts and whole-array forms of sealing and opening that the tests of this package share. */
final class Sample {
    static final Provider JDK = null;
    static final Provider CONSCRYPT = Conscrypt.newProvider();
    static final List<Provider> PROVIDERS = Arrays.asList(JDK, CONSCRYPT);
    static final SecureRandom RANDOM = new SecureRandom();
    /** Eight bytes of plaintext to the segment. */
    static final FloeParameters SMALL = new FloeParameters(40, 20);
    static final byte[] AAD = "This is AAD".getBytes(StandardCharsets.US_ASCII);

    private Sample() {}

    static FloeKey key(FloeParameters parameters, Provider provider) {
        return new FloeKey(parameters, new byte[32], AAD, provider);
    }

    static FloeKey key(FloeParameters parameters) {
        return key(parameters, CONSCRYPT);
    }

    /** The same bytes each time, without repeated bytes in consecutive segments. */
    static byte[] plaintext(int length) {
        var plaintext = new byte[length];
        new Random(length).nextBytes(plaintext);
        return plaintext;
    }

    static byte[] sealed(FloeKey key, byte[] plaintext) {
        return sealed(key, plaintext, RANDOM);
    }

    static byte[] sealed(FloeKey key, byte[] plaintext, SecureRandom random) {
        var out = new ByteArrayOutputStream();
        try {
            FloeStreams.seal(key, random, new ByteArrayInputStream(plaintext), out);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    static byte[] opened(FloeKey key, byte[] ciphertext) throws Exception {
        var out = new ByteArrayOutputStream();
        FloeStreams.open(key, new ByteArrayInputStream(ciphertext), out);
        return out.toByteArray();
    }

    /** The end of an opening, and the plaintext that came out before it. */
    record Refusal(FloeException.Reason reason, byte[] released) {}

    static Refusal refusal(FloeKey key, byte[] ciphertext) {
        var out = new ByteArrayOutputStream();
        var thrown = catchThrowableOfType(
                FloeException.class, () -> FloeStreams.open(key, new ByteArrayInputStream(ciphertext), out));
        return new Refusal(thrown == null ? null : thrown.reason(), out.toByteArray());
    }

    /** Header and segments, each by itself; every segment but the last is full. */
    static List<byte[]> parts(FloeParameters parameters, byte[] ciphertext) {
        var header = Stream.of(Arrays.copyOf(ciphertext, FloeParameters.HEADER_LENGTH));
        var full = parameters.segmentLength();
        var segments = Stream.iterate(FloeParameters.HEADER_LENGTH, at -> at < ciphertext.length, at -> at + full)
                .map(at -> Arrays.copyOfRange(ciphertext, at, Math.min(at + full, ciphertext.length)));
        return Stream.concat(header, segments).toList();
    }

    static byte[] joined(List<byte[]> parts) {
        var out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
