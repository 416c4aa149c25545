package nl.rijkscloud.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import nl.rijkscloud.floe.FloeParameters;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both ways of reading a blob return the same bytes. */
final class BlobSourceTest {
    private static final int SEGMENT = FloeParameters.STANDARD.segmentLength();
    private static final int[] ENDS = {32, 33, 4064, 4096, 4097, SEGMENT - 1, SEGMENT};
    private static final int MANY = 2 * BlobSource.ReadAhead.WINDOW / SEGMENT + 3;

    private final ByteBuffer window = BlobReader.window();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SEGMENT);

    @TempDir
    private Path folder;

    private enum Way {
        CACHED, AHEAD
    }

    @ParameterizedTest
    @EnumSource
    void readingAllSegmentsInOrderReturnsTheFile(Way way) throws IOException {
        for (var end : ENDS) {
            for (var full : new int[] {0, 1, MANY}) {
                var bytes = file(full, end);
                try (var source = open(way)) {
                    for (var i = 0; i <= full; i++) {
                        var length = i == full ? end : SEGMENT;
                        assertThat(bytes(source.read(BlobLayout.start(i), length, scratch)))
                                .isEqualTo(ByteBuffer.wrap(bytes, (int) BlobLayout.start(i), length).slice());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void segmentsCanBeReadInAnyOrder(Way way) throws IOException {
        var bytes = file(MANY, SEGMENT);
        try (var source = open(way)) {
            for (var i : new int[] {MANY, 3, 2, 20, 0, 0}) {
                assertThat(bytes(source.read(BlobLayout.start(i), SEGMENT, scratch)))
                        .isEqualTo(ByteBuffer.wrap(bytes, (int) BlobLayout.start(i), SEGMENT).slice());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void truncatedFileIsAnError(Way way) throws IOException {
        file(1, 5000);
        try (var source = open(way)) {
            assertThatThrownBy(() -> source.read(BlobLayout.start(1), 5001, scratch)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> source.read(BlobLayout.start(9), 32, scratch)).isInstanceOf(IOException.class);
        }
    }

    private byte[] file(int full, int end) throws IOException {
        var bytes = new byte[(int) BlobLayout.start(full) + end];
        new Random(full + end).nextBytes(bytes);
        Files.write(folder.resolve("blob"), bytes);
        return bytes;
    }

    private BlobSource open(Way way) throws IOException {
        var path = folder.resolve("blob");
        var file = FileChannel.open(path, StandardOpenOption.READ);
        if (way == Way.CACHED) {
            return BlobSource.cached(file);
        }
        var direct = BlobFile.DirectIo.open(path, StandardOpenOption.READ);
        assumeTrue(direct.isPresent(), "the file system of the temporary folder knows no O_DIRECT");
        return new BlobSource.ReadAhead(direct.get(), file, window);
    }

    private static ByteBuffer bytes(ByteBuffer read) {
        var copy = ByteBuffer.allocate(read.remaining());
        return copy.put(read).flip();
    }
}
