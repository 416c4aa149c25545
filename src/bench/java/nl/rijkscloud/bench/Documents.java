package nl.rijkscloud.bench;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Documents on the disk. */
final class Documents {
    private Documents() {}

    /** Writes and syncs a document. */
    static Path write(Path path, long length) throws IOException {
        try (var file = FileChannel.open(path, WRITE, CREATE_NEW)) {
            for (var left = length; left > 0; ) {
                var block = Payload.block(left);
                left -= block.remaining();
                while (block.hasRemaining()) {
                    file.write(block);
                }
            }
            file.force(true);
        }
        return path;
    }
}
