package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server freezes in the middle of its transactions, like a suspended virtual machine, while another one of the portal
 * has work.
 */
@Tag("soak")
final class FrozenNeighbourIT {
    /** PostgreSQL releases the locks of the frozen server after eight seconds; twice that is too long. */
    private static final Duration SOON = Duration.ofSeconds(13);
    private static final int TIMES = 6;
    private static final int AT_ONCE = 12;

    @TempDir
    private Path folder;

    @Test
    void serverFrozenWithLocksStopsNoOther() throws Exception {
        var servers = PortalProcess.two(folder, List.of());
        try (var working = servers.getFirst(); var frozen = servers.getLast()) {
            for (int i = 0; i < TIMES; i++) {
                freezeInTheMiddle(working, frozen);

                Awaitility.await("the other one works").pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(200))
                        .atMost(SOON)
                        .until(() -> submit(working) == 202);
                frozen.thaw();
                Awaitility.await("and so does the one that froze").atMost(PortalProcess.PATIENCE)
                        .until(() -> submit(frozen) == 202);
            }
            SenderJourney.begin(working).add("brief.txt", new byte[] {'a'});
            assertThat(working.log() + frozen.log()).doesNotContain("StackOverflowError");
        }
    }

    /** It holds locks, and others of its own transactions wait for them. */
    private static void freezeInTheMiddle(PortalProcess working, PortalProcess frozen) throws Exception {
        var over = new AtomicBoolean();
        var load = IntStream.range(0, AT_ONCE).mapToObj(i -> Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                try {
                    submit(frozen);
                } catch (RuntimeException cut) {
                    // it was frozen for longer than all time-outs
                }
            }
        })).toList();
        Awaitility.await("frozen with locks").atMost(PortalProcess.PATIENCE).until(() -> {
            frozen.freeze();
            var held = TestDatabase.value(working.surroundings().config().database(), """
                    select count(*) > 0 and count(*) filter (where wait_event_type = 'Lock') > 0 from pg_stat_activity
                    where datname = current_database() and (state = 'idle in transaction'
                        or wait_event_type = 'Lock')""").orElseThrow();
            if (held.equals("t")) {
                return true;
            }
            frozen.thaw();
            return false;
        });
        over.set(true);
        Stream.of(load).forEach(threads -> threads.forEach(Thread::interrupt));
    }

    private static int submit(PortalProcess server) {
        var somebody = SenderJourney.before(server);
        return new PortalClient(server.baseUrl()).post("/api/submissions", SenderJourney.form(somebody.email(), "nl"))
                .statusCode();
    }
}
