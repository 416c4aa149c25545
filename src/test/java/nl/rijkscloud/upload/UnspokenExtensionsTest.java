package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.Test;

/**
 * Extensions of tus that change the meaning of a request. A server that ignored them would make three documents of
 * three parts of one.
 */
final class UnspokenExtensionsTest {
    private final SenderJourney sender = SenderJourney.begin(TestPortal.shared());

    @Test
    void concatenationIsRefusedByName() {
        refused("Upload-Concat", creation("Upload-Length", "1000", "Upload-Concat", "partial"));
        refused("Upload-Concat", creation("Upload-Concat", "final;/api/uploads/a /api/uploads/b"));
    }

    @Test
    void deferredLengthIsRefusedByName() {
        refused("Upload-Defer-Length", creation("Upload-Defer-Length", "1"));
        refused("Upload-Defer-Length", creation("Upload-Length", "1000", "Upload-Defer-Length", "1"));
    }

    private HttpResponse<String> creation(String... headers) {
        var all = new ArrayList<>(
                List.of("Tus-Resumable", "1.0.0", "Upload-Metadata", "filename " + TusUpload.base64("a.txt")));
        all.addAll(List.of(headers));
        return sender.browser().send("POST", TusUpload.ROOT, BodyPublishers.noBody(), all.toArray(String[]::new));
    }

    private void refused(String header, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(PortalClient.json(answer).getString("code")).isEqualTo("tus-extension");
        assertThat(PortalClient.json(answer).getString("header")).isEqualTo(header);
        assertThat(sender.transfer().getJsonArray("documents")).isEmpty();
    }
}
