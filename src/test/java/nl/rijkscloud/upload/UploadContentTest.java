package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.Test;

/**
 * A downloaded document equals the uploaded one, byte for byte, at every length around segment boundaries and for every
 * way of cutting it into requests.
 */
final class UploadContentTest {
    private static final int MANY = 48;
    private static final int S = FloeParameters.STANDARD.plaintextPerSegment();
    private static final int[] LENGTHS = {0, 1, 2, S - 1, S, S + 1, 2 * S - 1, 2 * S, 2 * S + 1, 5 * S, 33 * S + 7};
    private static final Random RANDOM = new Random(7);

    @Test
    void everyLengthSurvivesOneRequest() {
        roundTrip((sender, name, content) -> assertThat(sender.add(name, content).offset()).isEqualTo(content.length));
    }

    @Test
    void everyLengthSurvivesManyOddPieces() {
        roundTrip((sender, name, content) -> {
            var upload = TusUpload.create(sender.browser(), name, content.length);
            var most = content.length > 3 * S ? 2 * S : S / 2 + 11;
            for (var at = 0; at < content.length; ) {
                var end = Math.min(content.length, at + 1 + RANDOM.nextInt(most));
                var answer = upload.append(at, Arrays.copyOfRange(content, at, end));
                assertThat(answer.statusCode()).isEqualTo(204);
                assertThat(TusUpload.offsetIn(answer)).isEqualTo(end);
                assertThat(upload.offset()).isEqualTo(end);
                at = end;
            }
        });
    }

    @Test
    void everyLengthSurvivesTheCreationRequest() {
        roundTrip((sender, name, content) -> {
            var created = TusUpload.announce(sender.browser(), content.length, name, content);
            assertThat(created.statusCode()).isEqualTo(201);
            assertThat(TusUpload.offsetIn(created)).isEqualTo(content.length);
        });
    }

    /** More than the scheduler serves at once, each larger than one slice; a transfer may have 50. */
    @Test
    void parallelUploadsSurvive() throws Exception {
        var portal = TestPortal.shared();
        var sender = SenderJourney.begin(portal);
        var length = 2 * UploadScheduler.SEGMENTS * S + 5;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var uploads = IntStream.range(0, MANY)
                    .mapToObj(i -> threads.submit(() -> sender.add(i + ".txt", Sample.text(length, i)).offset()))
                    .toList();
            for (var upload : uploads) {
                assertThat(upload.get()).isEqualTo(length);
            }
        }
        sender.submit();

        var report = SenderJourney.documents(sender.report());

        assertThat(report).hasSize(MANY).allSatisfy(document -> assertThat(document.getString("sha256"))
                .isEqualTo(Sample.sha256(length, Integer.parseInt(document.getString("name").replace(".txt", "")))));
    }

    private interface Way {
        void upload(SenderJourney sender, String name, byte[] content);
    }

    private static void roundTrip(Way way) {
        var portal = TestPortal.shared();
        var sender = SenderJourney.begin(portal);
        for (var length : LENGTHS) {
            way.upload(sender, length + ".txt", Sample.text(length, length));
        }
        sender.submit();

        var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
        staff.open(sender.downloadLink());
        var received = SenderJourney.documents(staff.transfer());

        assertThat(received).hasSize(LENGTHS.length);
        for (var document : received) {
            var length = document.getInteger("size");
            assertThat(document.getString("name")).isEqualTo(length + ".txt");
            assertThat(document.getString("sha256")).isEqualTo(Sample.sha256(length, length));
            assertThat(staff.download(document)).isEqualTo(Sample.text(length, length));
        }
    }
}
