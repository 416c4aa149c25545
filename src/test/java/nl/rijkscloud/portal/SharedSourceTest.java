package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.Test;

/** Many people behind one address, with the default limits. */
final class SharedSourceTest {
    private static final int SENDERS = 5;
    private static final int EACH = 10;

    @Test
    void fiftyUploadsFromOneAddressRunAtOnce() throws Exception {
        var lines = new ArrayList<RawConnection>();
        try {
            for (int i = 0; i < SENDERS; i++) {
                var sender = SenderJourney.begin(TestPortal.shared());
                for (int k = 0; k < EACH; k++) {
                    var line = new RawConnection(TestPortal.shared().baseUrl());
                    lines.add(line);
                    line.patch(TusUpload.create(sender.browser(), "scan" + k + ".txt", 2), 0, 2)
                            .bytes(new byte[] {'a'});
                }
            }
            var answers = new ArrayList<String>();
            for (var line : lines) {
                answers.add(line.bytes(new byte[] {'b'}).readHead());
            }
            assertThat(answers).hasSize(SENDERS * EACH).allMatch(answer -> answer.startsWith("HTTP/1.1 204 "));
        } finally {
            for (var line : lines) {
                line.close();
            }
        }
    }
}
