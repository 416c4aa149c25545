package nl.rijkscloud.floe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every length around a boundary, sealed by each provider on each kind of memory, and opened by each provider on each
 * kind.
 */
final class LengthGridTest {
    private record Way(Provider provider, boolean direct) {
        IntFunction<ByteBuffer> memory() {
            return direct ? ByteBuffer::allocateDirect : ByteBuffer::allocate;
        }
    }

    private static final List<Way> WAYS = Sample.PROVIDERS.stream()
            .flatMap(provider -> Stream.of(new Way(provider, false), new Way(provider, true)))
            .toList();

    static Stream<FloeParameters> parameters() {
        return Stream.of(
                new FloeParameters(33, 20), Sample.SMALL, new FloeParameters(4096, 0), FloeParameters.STANDARD);
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void everyWayOpensTheOutputOfEveryOther(FloeParameters parameters) throws Exception {
        for (var length : lengths(parameters.plaintextPerSegment())) {
            var plaintext = Sample.plaintext(length);
            for (var sealing : WAYS) {
                var ciphertext = seal(parameters, sealing, plaintext);
                assertThat((long) ciphertext.length).isEqualTo(parameters.ciphertextLength(length));
                for (var opening : WAYS) {
                    assertThat(open(parameters, opening, ciphertext, length)).isEqualTo(plaintext);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void streamsAreTheSameAsSegments(FloeParameters parameters) throws Exception {
        for (var length : lengths(parameters.plaintextPerSegment())) {
            var plaintext = Sample.plaintext(length);
            var stream = Sample.sealed(Sample.key(parameters), plaintext);
            assertThat((long) stream.length).isEqualTo(parameters.ciphertextLength(length));
            assertThat(open(parameters, WAYS.getFirst(), stream, length)).isEqualTo(plaintext);
            var segments = seal(parameters, WAYS.getFirst(), plaintext);
            assertThat(Sample.opened(Sample.key(parameters), segments)).isEqualTo(plaintext);
        }
    }

    private static List<Integer> lengths(int full) {
        return Stream.of(0, 1, full - 1, full, full + 1, 2 * full - 1, 2 * full, 2 * full + 1, 3 * full, 3 * full + 1)
                .distinct()
                .toList();
    }

    private static byte[] seal(FloeParameters parameters, Way way, byte[] plaintext) {
        var header = Sample.key(parameters, way.provider).newHeader(Sample.RANDOM);
        var sealer = new SegmentSealer(header, Sample.RANDOM);
        var parts = new ArrayList<byte[]>(List.of(header.encoded()));
        for (var index = 0L; index < parameters.segments(plaintext.length); index++) {
            var length = parameters.plaintextIn(index, plaintext.length);
            var segment = way.memory().apply(parameters.segmentLength());
            segment.put(FloeParameters.DATA_START, plaintext, (int) parameters.plaintextStart(index), length);
            var total = sealer.seal(index, parameters.isLast(index, plaintext.length), segment, length);
            parts.add(new byte[total]);
            segment.get(parts.getLast());
        }
        return Sample.joined(parts);
    }

    private static byte[] open(FloeParameters parameters, Way way, byte[] ciphertext, int length) throws Exception {
        var parts = Sample.parts(parameters, ciphertext);
        var opener = new SegmentOpener(Sample.key(parameters, way.provider).verifiedHeader(parts.getFirst()));
        var plaintext = way.memory().apply(length);
        for (var index = parameters.segments(length) - 1; index >= 0; index--) { // random access: backwards
            var segment = parts.get((int) index + 1);
            var buffer = way.memory().apply(segment.length).put(segment).flip();
            plaintext.position((int) parameters.plaintextStart(index));
            var opened = opener.open(index, parameters.isLast(index, length), buffer, plaintext);
            assertThat(opened).isEqualTo(parameters.plaintextIn(index, length));
            assertThat((long) plaintext.position()).isEqualTo(parameters.plaintextStart(index) + opened);
            assertThat(buffer.remaining()).isEqualTo(segment.length);
        }
        var bytes = new byte[length];
        plaintext.get(0, bytes);
        return bytes;
    }
}
