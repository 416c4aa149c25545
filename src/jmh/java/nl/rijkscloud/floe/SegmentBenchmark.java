package nl.rijkscloud.floe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.concurrent.TimeUnit;
import org.conscrypt.Conscrypt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sealing and opening one segment in place, as uploads and downloads do, for the factors that decide the speed: the
 * provider of AES-GCM, the kind of memory, and the number of bytes. Microseconds per segment; a segment of 65,536 bytes
 * in 10 us is 6.5 GB/s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SegmentBenchmark {
    @Param({"conscrypt", "jdk"})
    private String provider;

    @Param({"direct", "array"})
    private String memory;

    @Param({"4096", "65536", "1048576"})
    private int segment;

    private SegmentSealer sealer;
    private SegmentOpener opener;
    private ByteBuffer plain;
    private ByteBuffer sealed;
    private ByteBuffer opened;
    private int length;

    @Setup
    public void setUp() {
        var parameters = new FloeParameters(segment, FloeParameters.STANDARD.rotationMask());
        var random = new SecureRandom();
        var key = new byte[FloeKey.LENGTH];
        random.nextBytes(key);
        var header = new FloeKey(parameters, key, "benchmark".getBytes(StandardCharsets.US_ASCII), provider())
                .newHeader(random);
        length = parameters.plaintextPerSegment();
        sealer = new SegmentSealer(header, random);
        opener = new SegmentOpener(header);
        plain = buffer(segment);
        sealed = buffer(segment);
        opened = buffer(length);
        sealer.seal(0, false, sealed, length);
    }

    private Provider provider() {
        return provider.equals("jdk") ? Security.getProvider("SunJCE") : Conscrypt.newProvider();
    }

    private ByteBuffer buffer(int size) {
        return memory.equals("direct") ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    }

    /** In place: the last ciphertext is the plaintext of the next. */
    @Benchmark
    public int seal() {
        return sealer.seal(0, false, plain, length);
    }

    /** Into another buffer, so that the segment stays for the next round. */
    @Benchmark
    public int open() throws FloeException {
        return opener.open(0, false, sealed, opened.clear());
    }
}
