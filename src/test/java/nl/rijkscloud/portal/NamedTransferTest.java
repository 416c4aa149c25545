package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.compose.TransferJson;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.Test;

/** One browser has several transfers open: each call concerns the one that it names. */
final class NamedTransferTest {
    private static final DemoPortal PORTAL = TestPortal.shared();
    private static final List<String> OF_A_TRANSFER = List.of(
            "GET /api/transfer", "POST /api/transfer/submit", "POST /api/transfer/answer",
            "GET /api/archive", "GET /api/report", "GET /api/receipt",
            "POST /api/report/reissue", "POST /api/report/withdrawal",
            "POST /api/report/recipient", "GET /api/sessions/code", "POST /api/sessions/code",
            "POST /api/sessions/code/resend", "POST /api/uploads");

    @Test
    void callThatNamesNoTransferOrTwoGets404() {
        var sender = SenderJourney.begin(PORTAL);
        var id = sender.transferId();
        for (var query : List.of("?", "?transfer=", "?transfer=x", "?transfer=" + UUID.randomUUID(),
                "?transfer=" + id + "&transfer=" + id)) {
            for (var route : OF_A_TRANSFER) {
                assertThat(send(sender.browser(), route + query).statusCode()).as(route + query).isEqualTo(404);
            }
        }
        assertThat(send(sender.browser(), "GET /api/transfer?transfer=" + id).statusCode()).isEqualTo(200);
    }

    /**
     * The attacker who planted the session has a transfer of their own in it, and keeps using the cookie that they
     * know.
     */
    @Test
    void pageNeverActsUnderAGrantThatThePlantedSessionBrought() {
        var attacker = SenderJourney.begin(PORTAL);
        var victim = SenderJourney.before(PORTAL);
        victim.fillIn("nl");
        var browser = attacker.browser().withSameCookie();
        var opened = PortalClient.json(browser.post("/api/sessions", SenderJourney.parts(victim.uploadLink())));

        assertThat(opened.getString("transfer")).isNotEqualTo(attacker.transferId());
        SenderJourney.expect(204, TusUpload.create(browser, "dossier.pdf", 9).append(0, "%PDF-1.7\n".getBytes()));
        assertThat(attacker.transfer().getJsonArray("documents")).isEmpty();
        var theirs = "?transfer=" + opened.getString("transfer");
        assertThat(attacker.browser().get("/api/transfer" + theirs).statusCode()).isEqualTo(404);
        assertThat(attacker.browser().post("/api/transfer/submit" + theirs, new JsonObject()).statusCode())
                .isEqualTo(404);
        assertThat(PortalClient.json(browser.get("/api/transfer")).getJsonArray("documents")).hasSize(1);
    }

    /** Another tab of the browser opens a link during an upload; the upload ends normally. */
    @Test
    void uploadUnderTheReplacedCookieContinues() throws Exception {
        var sender = SenderJourney.begin(PORTAL);
        var other = SenderJourney.before(PORTAL);
        other.fillIn("nl");
        var content = Sample.text(200_000, 1);
        var upload = TusUpload.create(sender.browser(), "lang.txt", content.length);
        try (var line = new RawConnection(PORTAL.baseUrl()).patch(upload, 0, content.length)) {
            line.bytes(Arrays.copyOf(content, 100_000));
            var tab = sender.browser().withSameCookie();
            SenderJourney.expect(200, tab.post("/api/sessions", SenderJourney.parts(other.uploadLink())));

            line.bytes(Arrays.copyOfRange(content, 100_000, content.length));
            assertThat(line.readHead()).startsWith("HTTP/1.1 204");
            assertThat(upload.by(tab).offset()).isEqualTo(content.length);
        }
    }

    private static HttpResponse<String> send(PortalClient browser, String request) {
        var parts = request.split(" ");
        var body = parts[0].equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{\"code\": \"123456\"}");
        return parts[1].startsWith(TransferJson.UPLOADS)
                ? browser.send(parts[0], parts[1], BodyPublishers.noBody(), "Tus-Resumable", "1.0.0", "Upload-Length",
                        "1", "Upload-Metadata",
                        "filename " + TusUpload.base64("a.txt"))
                : browser.send(parts[0], parts[1], body, "Content-Type", "application/json");
    }
}
