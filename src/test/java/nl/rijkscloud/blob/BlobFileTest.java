package nl.rijkscloud.blob;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import nl.rijkscloud.blob.BlobFile.CachedFile;
import nl.rijkscloud.floe.FloeParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both ways of writing a blob produce the same bytes. */
final class BlobFileTest {
    private static final int SEGMENT = FloeParameters.STANDARD.segmentLength();
    private static final int[] ENDS = {32, 33, 511, 512, 4095, 4096, 4097, SEGMENT - 1, SEGMENT};

    private final SegmentPool pool = new SegmentPool(SEGMENT);
    private final Random random = new Random(7);

    @TempDir
    private Path folder;

    private enum Way {
        CACHED, DIRECT;

        BlobFile open(Path path) throws IOException {
            var cached = new CachedFile(FileChannel.open(path, READ, WRITE, CREATE));
            if (this == CACHED) {
                return cached;
            }
            var direct = BlobFile.DirectFile.open(path, cached);
            assumeTrue(direct.isPresent(), "the file system of the temporary folder knows no O_DIRECT");
            return direct.get();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyLengthOfTheLastSegmentIsWrittenAsItIs(Way way) throws IOException {
        for (var end : ENDS) {
            var path = folder.resolve(way + "-" + end);
            var expected = new ByteArrayOutputStream();
            expected.writeBytes(new byte[BlobLayout.BLOCK]);
            try (var file = way.open(path)) {
                file.write(new ByteBuffer[] {segment(SEGMENT, expected), segment(SEGMENT, expected)},
                        BlobLayout.start(0));
                file.write(new ByteBuffer[] {segment(SEGMENT, expected), segment(end, expected)}, BlobLayout.start(2));
                file.sync();
            }
            assertThat(Files.readAllBytes(path)).as("a last segment of %d bytes", end)
                    .isEqualTo(expected.toByteArray());
        }
    }

    @ParameterizedTest
    @EnumSource
    void allSegmentsThatAStreamMayHoldGoInOneWrite(Way way) throws IOException {
        var path = folder.resolve(way + "-many");
        var expected = new ByteArrayOutputStream();
        expected.writeBytes(new byte[BlobLayout.BLOCK]);
        try (var file = way.open(path)) {
            file.write(IntStream.range(0, 32).mapToObj(i -> segment(SEGMENT, expected)).toArray(ByteBuffer[]::new),
                    BlobLayout.start(0));
        }
        assertThat(Files.readAllBytes(path)).isEqualTo(expected.toByteArray());
    }

    @ParameterizedTest
    @EnumSource
    void earlierBytesAreOverwritten(Way way) throws IOException {
        var path = folder.resolve(way + "-again");
        Files.write(path, new byte[BlobLayout.BLOCK + SEGMENT]);
        Files.readAllBytes(path); // so that the page cache has it
        var expected = new ByteArrayOutputStream();
        expected.writeBytes(new byte[BlobLayout.BLOCK]);
        try (var file = way.open(path)) {
            file.write(new ByteBuffer[] {segment(SEGMENT, expected)}, BlobLayout.start(0));
        }
        assertThat(Files.readAllBytes(path)).isEqualTo(expected.toByteArray());
    }

    /** procfs does not support direct I/O. */
    @Test
    void bufferedWritesAreUsedWhereDirectOnesAreRefused() throws IOException {
        var refusing = Path.of("/proc/self/comm");
        assumeTrue(Files.isWritable(refusing));
        try (var file = BlobFile.of(refusing, FileChannel.open(refusing, READ, WRITE))) {
            assertThat(file).isInstanceOf(CachedFile.class);
        }
    }

    @Test
    void directWritesAreUsedWhereTheFileSystemSupportsThem() throws IOException {
        var path = folder.resolve("here");
        Way.DIRECT.open(path).close();
        try (var file = BlobFile.of(path, FileChannel.open(path, READ, WRITE))) {
            assertThat(file).isInstanceOf(BlobFile.DirectFile.class);
        }
    }

    private ByteBuffer segment(int length, ByteArrayOutputStream expected) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        expected.writeBytes(bytes);
        return pool.take().put(bytes).flip();
    }
}
