package nl.rijkscloud.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import nl.rijkscloud.testing.LogLines;
import org.junit.jupiter.api.Test;

final class UntrustedForwardingTest {
    private final AtomicLong nanos = new AtomicLong(-5);

    @Test
    void untrustedHeaderIsLoggedOnceAnHour() {
        var ignored = new UntrustedForwarding(nanos::get);
        try (var log = new LogLines()) {
            for (var i = 0; i < 1000; i++) {
                ignored.say();
            }
            assertThat(log.warnings()).singleElement().asString().contains("server.trustedProxies");

            nanos.addAndGet(Duration.ofHours(1).toNanos());
            ignored.say();
            assertThat(log.warnings()).hasSize(2);
        }
    }
}
