package nl.rijkscloud.doctor;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.bucket.Bucket;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.FullDisk;

/**
 * Writes in the store of the documents as an upload does, in segments that are each made durable, reads back what it
 * has written and removes it. Blocks.
 */
final class StoreSpeedProbe {
    static final int SEGMENT = 1 << 20;
    static final int SEGMENTS = 16;
    /** A hundred uploads at once wait for the disk in turn: slower than this, each of them feels it. */
    private static final Duration SLOW_SYNC = Duration.ofMillis(100);
    private static final String NAME = "store-speed";

    private StoreSpeedProbe() {}

    static List<Finding> look(Config.Storage storage) {
        return storage.kind() == Config.StorageKind.S3
                ? BucketProbe.look(new Bucket(storage.s3().orElseThrow()))
                : file(storage);
    }

    private static List<Finding> file(Config.Storage storage) {
        var file = storage.folder().resolve(".probe-" + UUID.randomUUID());
        try {
            return List.of(measure(file));
        } catch (IOException failure) {
            return List.of(Finding.error(NAME, FullDisk.is(failure) ? "the disk of " + storage.folder() + " is full"
                    : "no file can be written, synced and read in " + storage.folder(),
                    "Make room, or mount the folder so that the server's user can write in it."));
        }
    }

    private static Finding measure(Path file) throws IOException {
        try {
            var written = write(file);
            var began = System.nanoTime();
            try (var in = Files.newInputStream(file)) {
                if (in.transferTo(java.io.OutputStream.nullOutputStream()) != (long) SEGMENT * SEGMENTS) {
                    return Finding.error(NAME, "the file that was written is shorter when it is read",
                            "Do not use this file system.");
                }
            }
            return speed(written, Duration.ofNanos(System.nanoTime() - began),
                    "Use a disk with a cache that survives a power cut, or a faster one.");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** @param advice for a place that is slow */
    static Finding speed(Duration written, Duration read, String advice) {
        var sentence = "writes %d MB/s with a sync for each, %d ms a sync; reads %d MB/s"
                .formatted(perSecond(written), written.toMillis() / SEGMENTS, perSecond(read));
        return written.dividedBy(SEGMENTS).compareTo(SLOW_SYNC) > 0
                ? Finding.warning(NAME, sentence, advice)
                : Finding.ok(NAME, sentence);
    }

    private static Duration write(Path file) throws IOException {
        var began = System.nanoTime();
        try (var channel = FileChannel.open(file, WRITE, CREATE_NEW, READ)) {
            var segment = ByteBuffer.allocateDirect(SEGMENT);
            for (var at = 0; at < SEGMENTS; at++) {
                segment.clear();
                while (segment.hasRemaining()) {
                    channel.write(segment);
                }
                channel.force(false);
            }
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static long perSecond(Duration taken) {
        return (long) (SEGMENTS / Math.max(1e-6, taken.toNanos() / 1e9));
    }
}
