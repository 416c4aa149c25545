package nl.rijkscloud.scan;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A harmless object that every scanner knows as a virus (EICAR), at the very end of a zip of a certain size. Scanners
 * look for it at the beginning of a file only, so it is a file of its own in the zip; without the end of the zip nobody
 * finds it.
 */
final class TestVirus {
    private static final int PIECE = 1 << 16;
    /** In parts, so that no scanner finds it in our own files. */
    private static final String[] PARTS = {
        "X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!", "$H+H*"};

    private TestVirus() {}

    static byte[] bytes() {
        return String.join("", PARTS).getBytes(StandardCharsets.US_ASCII);
    }

    /** Hands the object over in pieces, which are valid during the call. */
    static void write(long size, Consumer<ByteBuffer> taker) {
        zip(size - overhead(), taker);
    }

    /** The bytes of the zip without its padding. */
    private static long overhead() {
        var count = new long[1];
        zip(0, bytes -> count[0] += bytes.remaining());
        return count[0];
    }

    private static void zip(long padding, Consumer<ByteBuffer> taker) {
        try (var zip = new ZipOutputStream(new BufferedOutputStream(new Pieces(taker), PIECE))) {
            var zeros = new byte[PIECE];
            zip.putNextEntry(stored("padding.bin", padding, sum(padding, zeros)));
            for (var left = padding; left > 0; left -= PIECE) {
                zip.write(zeros, 0, (int) Math.min(left, PIECE));
            }
            var virus = new CRC32();
            virus.update(bytes());
            zip.putNextEntry(stored("eicar.com", bytes().length, virus.getValue()));
            zip.write(bytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static long sum(long padding, byte[] zeros) {
        var sum = new CRC32();
        for (var left = padding; left > 0; left -= PIECE) {
            sum.update(zeros, 0, (int) Math.min(left, PIECE));
        }
        return sum.getValue();
    }

    private static ZipEntry stored(String name, long size, long sum) {
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCrc(sum);
        return entry;
    }

    private static final class Pieces extends OutputStream {
        private final Consumer<ByteBuffer> taker;

        Pieces(Consumer<ByteBuffer> taker) {
            this.taker = taker;
        }

        @Override
        public void write(int one) {
            taker.accept(ByteBuffer.wrap(new byte[] {(byte) one}));
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            taker.accept(ByteBuffer.wrap(bytes, from, length));
        }
    }
}
