package nl.rijkscloud.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

final class FullDiskTest {
    @Test
    void systemsMessagesForAFullDiskAreRecognised() {
        var failure = catchThrowable(() -> {
            try (var full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
                full.write(ByteBuffer.allocate(1));
            }
        });

        assertThat(FullDisk.is(failure)).as(String.valueOf(failure)).isTrue();
    }

    @Test
    void otherErrorsAreNotTakenForAFullDisk() {
        assertThat(FullDisk.is(new IOException("Input/output error"))).isFalse();
        assertThat(FullDisk.is(new IOException())).isFalse();
        assertThat(FullDisk.is(new IllegalStateException("No space left on device"))).isFalse();
    }
}
