package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FullDiskIT {
    private static final Content CONTENT = new Content(8 << 20);
    private static final int FIRST = 1_000_000;

    @TempDir
    private Path folder;

    private PortalProcess portal;

    @BeforeEach
    void start() throws Exception {
        portal = PortalProcess.startBehind(SmallDisk.launcher(folder.resolve("blobs"), "24m"), folder,
                new JsonObject());
    }

    @AfterEach
    void stop() {
        if (portal != null) {
            portal.close();
        }
    }

    @Test
    void fullDiskLosesNothingAndRecoversWithoutARestart() throws Exception {
        var disk = SmallDisk.of(portal);
        var early = SenderJourney.begin(portal);
        early.add("brief.txt", Sample.text(300_000, 1));
        early.awaitChecked();
        var sender = SenderJourney.begin(portal);
        var upload = TusUpload.create(sender.browser(), "opname.txt", CONTENT.length());
        assertThat(upload.append(0, CONTENT.bytes(0, FIRST)).statusCode()).isEqualTo(204);

        disk.fill();
        assertFull(upload.append(FIRST, CONTENT.bytes(FIRST, CONTENT.length())));
        var kept = upload.offset();
        assertThat(kept).isBetween((long) FIRST, CONTENT.length() - 1);
        assertFull(upload.append(kept, CONTENT.bytes(kept, CONTENT.length())));
        assertThat(upload.offset()).isGreaterThanOrEqualTo(kept);
        assertFull(TusUpload.announce(sender.browser(), 1000, "filename " + TusUpload.base64("klein.txt")));

        assertThat(portal.ready()).as("the others still come here").isEqualTo(200);
        early.submit();
        var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
        staff.open(early.downloadLink());
        assertThat(staff.download(SenderJourney.documents(staff.transfer()).getFirst()))
                .isEqualTo(Sample.text(300_000, 1));

        disk.free();
        finish(sender, upload);
    }

    /** PostgreSQL's error message in that case, word for word (SQLSTATE 53100). */
    @Test
    void fullDatabaseDiskIsReportedLikeABlobDiskAndRecovers() throws Exception {
        var database = portal.surroundings().config().database();
        var sender = SenderJourney.begin(portal);
        var upload = TusUpload.create(sender.browser(), "opname.txt", CONTENT.length());
        TestDatabase.sql(database, """
                create function full_disk() returns trigger language plpgsql as
                'begin raise exception ''could not extend file'' using errcode = ''53100''; end'""");
        TestDatabase.sql(database, "create trigger full_disk before insert or update of upload_offset on document"
                + " for each row execute function full_disk()");

        assertFull(upload.append(0, CONTENT.bytes(0, FIRST)));
        assertFull(TusUpload.announce(sender.browser(), 1000, "filename " + TusUpload.base64("klein.txt")));
        assertThat(upload.offset()).isZero();

        TestDatabase.sql(database, "drop function full_disk cascade");
        finish(sender, upload);
    }

    private static void finish(SenderJourney sender, TusUpload upload) {
        var kept = upload.offset();
        assertThat(upload.append(kept, CONTENT.bytes(kept, CONTENT.length())).statusCode()).isEqualTo(204);
        sender.submit();
        assertThat(SenderJourney.documents(sender.report())).singleElement().satisfies(document ->
                assertThat(document.getString("sha256")).isEqualTo(Sample.sha256(CONTENT.bytes(0, CONTENT.length()))));
    }

    private static void assertFull(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(507);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(PortalClient.json(answer).getString("code")).isEqualTo("storage-full");
    }
}
