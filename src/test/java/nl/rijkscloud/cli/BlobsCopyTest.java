package nl.rijkscloud.cli;

import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.ObjectServer;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A portal moves from its folder into a bucket, and a running upload continues there. */
final class BlobsCopyTest {
    private static final byte[] CONTENT = Sample.text(1_000_003, 1);
    private static final JsonObject IN_FOLDER =
            new JsonObject().put("storage", new JsonObject().put("kind", "folder"));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void portalMovesFromItsFolderIntoABucketWhileItRuns() throws Exception {
        var bucket = ObjectServer.fresh();
        var inBucket = DemoOptions.in(folder).keeping().on(TestDatabase.fresh()).with(TestPortal.NO_LIMITS)
                .with(ObjectServer.settings(bucket, folder.resolve("keys")));
        SenderJourney late;
        TusUpload upload;
        String link;
        try (var portal = DemoPortal.start(inBucket.with(IN_FOLDER))) {
            var sender = SenderJourney.begin(portal);
            sender.add("film.txt", CONTENT);
            sender.submit();
            sender.report();
            link = sender.downloadLink();
            late = SenderJourney.begin(portal);
            upload = TusUpload.create(late.browser(), "film.txt", CONTENT.length);
            expect(204, upload.append(0, Arrays.copyOf(CONTENT, 400_000)));
            var gone = late.add("brief.txt", Sample.text(100, 2));

            assertThat(copy("s3")).as(err.toString()).isZero();
            assertThat(out.toString()).contains("3 documents copied, 0 were there");
            expect(204, gone.delete());
            assertThat(copy("folder")).isEqualTo(2);
        }
        assertThat(copy("s3")).as("for the last time, while nothing runs").isZero();
        assertThat(out.toString()).contains("1 documents copied, 1 were there, 1 copies of destroyed ones deleted");

        try (var portal = DemoPortal.start(inBucket)) {
            var rest = upload.by(late.browser().at(portal.baseUrl()));
            expect(204, rest.append(400_000, Arrays.copyOfRange(CONTENT, 400_000, CONTENT.length)));
            var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
            staff.open(link);
            assertThat(staff.download(SenderJourney.documents(staff.transfer()).getFirst())).isEqualTo(CONTENT);
        }
    }

    private int copy(String to) {
        return new CommandLine(new BlobsCommand(Map.of()))
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute("copy", "--to", to, "--config", folder.resolve("rijkscloud.yaml").toString());
    }
}
