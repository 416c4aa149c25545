package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process with a low limit of open files, and twice as many waiting connections: uploads, checks, mails and downloads
 * keep files of their own.
 */
final class FewFilesIT {
    private static final int FILES = 512;
    private static final int CONNECTIONS = 1000;
    /** The connections come from as many networks: none of them reaches its own share. */
    private static final int SOURCES = 20;
    private static final int ROUNDS = 2;
    private static final List<String> FEW_FILES = List.of("bash", "-c", "ulimit -n " + FILES + "; exec \"$@\"", "bash");

    @TempDir
    private Path folder;

    private final List<Socket> open = new ArrayList<>();

    @Test
    void waitingConnectionsLeaveFilesForThePortalsOwnWork() throws Exception {
        try (var portal = PortalProcess.startBehind(FEW_FILES, folder, new JsonObject())) {
            for (int round = 0; round < ROUNDS; round++) {
                waitWithMany(portal, CONNECTIONS / ROUNDS);
                var sender = SenderJourney.begin(portal);
                sender.add("brief.txt", Sample.text(300_000, round));
                waitWithMany(portal, CONNECTIONS);
                sender.submit();
                assertThat(sender.report().getString("state")).isEqualTo("delivered");

                var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
                staff.open(sender.downloadLink());
                assertThat(staff.download(SenderJourney.documents(staff.transfer()).getFirst()))
                        .isEqualTo(Sample.text(300_000, round));
            }
            assertThat(portal.log())
                    .contains("server.connections.most: of 4000 connections only 224 are let in at once")
                    .doesNotContain(" ERROR ", "Too many open files");
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
    }

    /** Opens connections with an endless head. The portal may close each at once, by its limits. */
    private void waitWithMany(PortalProcess portal, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var socket = new Socket();
            open.add(socket);
            socket.bind(new InetSocketAddress("127.0." + (1 + i % SOURCES) + ".1", 0));
            try {
                socket.connect(new InetSocketAddress("127.0.0.1", portal.baseUrl().getPort()));
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: localhost\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException refused) {
                socket.close();
            }
        }
    }
}
