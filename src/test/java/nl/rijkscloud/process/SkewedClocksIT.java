package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers of one portal have clocks that differ by minutes: each respects the claims of the other. */
@Tag("soak")
final class SkewedClocksIT {
    private static final int EACH = 4;
    /** The number of messages that one server delivers at once. */
    private static final int WINDOW = 8;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"+400s", "-400s"})
    void messageClaimedByOneServerIsNotSentByTheOther(String offset) throws Exception {
        var servers = PortalProcess.two(folder, FalseClock.launcher(offset));
        try (var first = servers.getFirst(); var second = servers.getLast()) {
            var database = first.surroundings().config().database();
            // The results cannot be recorded for a while: the claims stand, and each server makes another pass.
            List<SenderJourney> senders;
            try (var hold = new Hold(database, "outbox", "new.state = 'accepted'")) {
                senders = Stream.concat(begun(first), begun(second)).toList();
                hold.await();
                Awaitility.await("both have letters in hand").atMost(PortalProcess.PATIENCE)
                        .until(() -> TestDatabase.value(
                        database, "select count(*) from outbox where in_hand")
                        .filter(Integer.toString(Math.min(WINDOW, 2 * EACH))::equals).isPresent());
                begun(first).toList();
                begun(second).toList();
            }
            Awaitility.await("all mails are sent").atMost(PortalProcess.PATIENCE).until(() -> TestDatabase.value(
                    database, "select count(*) from outbox where state = 'waiting'").filter("0"::equals).isPresent());

            assertThat(senders).allSatisfy(sender -> assertThat(
                    first.inbox().messages().stream().filter(mail -> mail.to().equals(sender.email()))).hasSize(1));
            assertThat(TestDatabase.value(database, "select max(attempts) from outbox")).contains("1");
        }
    }

    private static Stream<SenderJourney> begun(PortalProcess server) {
        return Stream.generate(() -> SenderJourney.before(server)).limit(EACH).map(sender -> {
            sender.fillIn("nl");
            return sender;
        });
    }
}
