package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The portal refuses a document at its first segment: no sender uploads forty gigabytes in vain. */
final class EarlyRefusalTest {
    private static final long MUCH = 60L << 20; // the most that the portal of the tests accepts
    private static final int SOME = 70_000;
    private static final byte[] PROGRAM = ByteBuffer.allocate(SOME)
            .put(HexFormat.of().parseHex("7f454c460201010000")).array();
    private static final byte[] TABLE = "naam;leeftijd\r\n".repeat(SOME / 15).getBytes(StandardCharsets.UTF_8);

    private final DemoPortal portal = TestPortal.shared();
    private SenderJourney sender;

    @BeforeEach
    void begin() {
        sender = SenderJourney.begin(portal);
    }

    @Test
    void programIsRefusedAtItsFirstSegment() throws IOException {
        var upload = TusUpload.create(sender.browser(), "film.zip", MUCH);

        var answer = upload.append(0, PROGRAM);

        assertRefused(answer, "program", "linux-program");
        assertThat(only().getString("state")).isEqualTo("refused");
        assertThat(only().getString("refusal")).isEqualTo("program");
        assertThat(only().getString("kind")).isEqualTo("linux-program");
        assertThat(only().getBoolean("warning")).isFalse();
        Awaitility.await().until(() -> !Files.exists(blob(upload)));
        assertRefused(upload.append(0, PROGRAM), "program", "linux-program"); // the same when repeated
    }

    @Test
    void refusedDocumentIsNoObstacleToTheOthersAndCanBeRemoved() {
        var upload = TusUpload.create(sender.browser(), "brief.pdf", MUCH);
        upload.append(0, PROGRAM);
        sender.add("goed.txt", Sample.text(100, 1));
        sender.awaitChecked();

        assertThat(sender.submit().getInteger("documentCount")).isEqualTo(1);

        var other = SenderJourney.begin(portal);
        var gone = TusUpload.create(other.browser(), "brief.pdf", MUCH);
        gone.append(0, PROGRAM);
        assertThat(gone.delete().statusCode()).isEqualTo(204);
        assertThat(other.transfer().getJsonArray("documents")).isEmpty();
    }

    @Test
    void firstSegmentMayArriveInPieces() {
        var upload = TusUpload.create(sender.browser(), "foto.jpg", MUCH);
        assertThat(upload.append(0, Arrays.copyOf(PROGRAM, 3)).statusCode()).isEqualTo(204);

        assertRefused(upload.append(3, Arrays.copyOfRange(PROGRAM, 3, SOME)), "program", "linux-program");
    }

    @Test
    void shortDocumentIsRefusedWithItsLastByte() {
        var page = "<!DOCTYPE html><html><title>Aanmelden</title></html>".getBytes(StandardCharsets.UTF_8);

        assertRefused(TusUpload.create(sender.browser(), "brief.pdf", page.length).append(0, page), "content-mismatch",
                "web-page");
    }

    @Test
    void otherTypeIsReportedDuringTheUpload() {
        var upload = TusUpload.create(sender.browser(), "lijst.xls", TABLE.length + 1);

        assertThat(upload.append(0, TABLE).statusCode()).isEqualTo(204);

        assertThat(only().getString("state")).isEqualTo("receiving");
        assertThat(only().getBoolean("warning")).isTrue();
        assertThat(only().getString("kind")).isEqualTo("plain-text");
        upload.append(TABLE.length, new byte[] {'\n'});
        sender.awaitChecked();
        assertThat(only().getString("state")).isEqualTo("accepted");
        assertThat(only().getBoolean("warning")).isTrue();
    }

    @Test
    void senderGetsOneMailAboutSentAndRefusedDocuments() {
        TusUpload.create(sender.browser(), "verslag maart.pdf", MUCH).append(0, PROGRAM);
        sender.add("goed.txt", Sample.text(100, 1));
        sender.awaitChecked();

        sender.submit();

        sender.downloadLink(); // after delivery every mail is in the outbox
        sender.reportLink();
        var mails = sender.mails().stream().filter(mail -> mail.text().contains("verslag maart.pdf")).toList();
        assertThat(mails).singleElement().satisfies(mail -> assertThat(mail.text().replace('\n', ' '))
                .contains("1 document verzonden", "konden wij niet aannemen", "- verslag maart.pdf")
                .doesNotContain("niets meer te doen"));
        assertThat(sender.mails().stream().filter(mail -> mail.to().equals(sender.email())))
                .as("the link, and the confirmation").hasSize(2);
    }

    private JsonObject only() {
        return SenderJourney.documents(sender.transfer()).getFirst();
    }

    private Path blob(TusUpload upload) {
        return portal.config().storage().folder().resolve(upload.id().substring(0, 2)).resolve(upload.id() + ".blob");
    }

    private static void assertRefused(HttpResponse<String> answer, String refusal, String kind) {
        assertThat(answer.statusCode()).isEqualTo(422);
        var problem = new JsonObject(answer.body());
        assertThat(problem.getString("code")).isEqualTo("content-refused");
        assertThat(problem.getString("refusal")).isEqualTo(refusal);
        assertThat(problem.getString("kind")).isEqualTo(kind);
    }
}
