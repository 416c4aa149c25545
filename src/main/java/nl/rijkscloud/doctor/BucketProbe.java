package nl.rijkscloud.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.rijkscloud.bucket.Bucket;

/**
 * Writes objects in the bucket of the documents, each durable when the store has answered, reads them back, and checks
 * that they are gone after their deletion. The start check {@code store} refuses versions and locks; this one says when
 * the store does not tell. Blocks.
 */
final class BucketProbe {
    private static final int BYTES = StoreSpeedProbe.SEGMENT;
    private static final String SPEED = "store-speed";
    private static final String SAME = "bucket-objects";
    private static final String RULES = "bucket-rules";
    private static final String SEE = "See \"Object storage\" in operations.md.";

    private final Bucket bucket;
    private final List<String> keys = IntStream.range(0, StoreSpeedProbe.SEGMENTS)
            .mapToObj(at -> "probe-" + UUID.randomUUID()).toList();
    private final byte[] content = new byte[BYTES];

    private BucketProbe(Bucket bucket) {
        this.bucket = bucket;
        new SplittableRandom().nextBytes(content);
    }

    static List<Finding> look(Bucket bucket) {
        var probe = new BucketProbe(bucket);
        return Stream.concat(probe.objects().stream(), Stream.of(probe.rules())).toList();
    }

    private List<Finding> objects() {
        try {
            var written = time(key -> bucket.put(key, List.of(ByteBuffer.wrap(content))));
            var read = ByteBuffer.allocate(BYTES);
            var same = new boolean[] {true};
            var taken = time(key -> {
                bucket.get(key, 0, List.of(read));
                same[0] &= Arrays.equals(read.array(), content);
            });
            bucket.delete(keys);
            return List.of(StoreSpeedProbe.speed(written, taken, "Look at the way to the store, and at its load."),
                    honest(same[0], bucket.modified(keys.getFirst()).isEmpty()));
        } catch (IOException failure) {
            return List.of(Finding.error(SPEED, "no object can be written, read and deleted in the bucket", SEE));
        } finally {
            clear();
        }
    }

    private static Finding honest(boolean same, boolean gone) {
        if (!same) {
            return Finding.error(SAME, "the store gives other bytes than it was given",
                    "Do not use this store: its disks or its software lose documents.");
        }
        return gone ? Finding.ok(SAME, "objects come back as they were written, and are gone when they are deleted")
                : Finding.error(SAME, "an object is still there after its deletion",
                        "Look for versions, locks and retention rules of the bucket. " + SEE);
    }

    private Finding rules() {
        try {
            return bucket.tellsOfVersions() ? Finding.ok(RULES, "the store tells if it keeps versions")
                    : Finding.warning(RULES, "the store does not tell if it keeps versions of deleted documents",
                            "Allow these credentials to ask (s3:GetBucketVersioning), or make sure yourself. " + SEE);
        } catch (IOException away) {
            return Finding.warning(RULES, "the store does not answer about its rules", SEE);
        }
    }

    /** Deletes leftovers of a failure; deleting twice is no error. */
    private void clear() {
        try {
            bucket.delete(keys);
        } catch (IOException away) {
            // it is told already that the store does not do as it should
        }
    }

    private interface Step {
        void take(String key) throws IOException;
    }

    private Duration time(Step step) throws IOException {
        var began = System.nanoTime();
        for (var key : keys) {
            step.take(key);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
