package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * Requests that write the same bytes of the same document at once. One of them succeeds, or a prefix of one of them
 * stays.
 */
final class RivalUploadTest {
    private static final int LENGTH = 3 * FloeParameters.STANDARD.plaintextPerSegment() + 17;

    private final DemoPortal portal = TestPortal.shared();

    @RepeatedTest(8)
    void oneOfTwoParallelUploadsBecomesTheDocument() throws Exception {
        assertOneDocument(2);
    }

    @Test
    void oneOfFiftyParallelUploadsBecomesTheDocument() throws Exception {
        assertOneDocument(50);
    }

    private void assertOneDocument(int rivals) throws Exception {
        var sender = SenderJourney.begin(portal);
        var upload = TusUpload.create(sender.browser(), "film.txt", LENGTH);

        var statuses = atOnce(upload, rivals);

        assertThat(statuses).isSubsetOf(204, 409, 423);
        assertThat(statuses.stream().filter(status -> status == 204).count()).isLessThanOrEqualTo(1);
        var kept = (int) upload.offset();
        assertThat(statuses.contains(204)).as("somebody is told when it is complete").isEqualTo(kept == LENGTH);
        if (kept < LENGTH) {
            assertThat(upload.append(kept, Arrays.copyOfRange(Sample.text(LENGTH, 0), kept, LENGTH)).statusCode())
                    .isEqualTo(204);
        }
        sender.submit();
        var sha256 = SenderJourney.documents(sender.report()).getFirst().getString("sha256");
        assertThat(IntStream.range(0, rivals).mapToObj(rival -> mixed(rival, kept))).contains(sha256);
        if (statuses.contains(204)) {
            assertThat(sha256).isEqualTo(Sample.sha256(LENGTH, statuses.indexOf(204)));
        }
    }

    private static List<Integer> atOnce(TusUpload upload, int rivals) throws Exception {
        var ready = new CyclicBarrier(rivals);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Integer>>();
            for (var rival = 0; rival < rivals; rival++) {
                var content = Sample.text(LENGTH, rival);
                answers.add(threads.submit(() -> {
                    ready.await();
                    return upload.append(0, content).statusCode();
                }));
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        }
    }

    /** The rival's bytes as far as they were kept, followed by the first one's. */
    private static String mixed(int rival, int kept) {
        var all = new ByteArrayOutputStream();
        all.write(Sample.text(LENGTH, rival), 0, kept);
        all.write(Sample.text(LENGTH, 0), kept, LENGTH - kept);
        return Sample.sha256(all.toByteArray());
    }
}
