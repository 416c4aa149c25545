package nl.rijkscloud.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.testing.SampleLimits;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.vault.PurposeKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MailPacingTest {
    private static final int PER_HOUR = 10;
    private static final int AT_ONCE = 8;
    private static final Duration PACE = Duration.ofMinutes(6);
    private static final PurposeKeys PURPOSES = TestPurposeKeys.sample();

    private final TestClock clock = new TestClock();
    private final Vertx vertx = Vertx.vertx();
    private final Config.Database config = TestDatabase.fresh();
    private final Database database = Database.open(vertx, config);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final MailPacing pacing = pacing();

    private MailPacing pacing() {
        var limits = new Limits(SampleLimits.of(9, Map.of("submissionsPerHour", PER_HOUR)));
        return new MailPacing(database, new Throttle(database, PURPOSES, clock), limits, clock, metrics);
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void strangersShareOneQueueAcrossServers() {
        assertThat(strangers(pacing, AT_ONCE)).containsOnly(Duration.ZERO);

        assertThat(strangers(pacing, 1)).containsExactly(PACE);
        assertThat(strangers(pacing(), 2)).containsExactly(PACE.multipliedBy(2), PACE.multipliedBy(3));
        assertThat(metrics.get("rijkscloud.mails.delayed").counter().count()).isEqualTo(3);
    }

    @Test
    void queueKeepsItsOrderAndTheRushEndsWithIt() {
        strangers(pacing, AT_ONCE + PER_HOUR);
        clock.advance(Duration.ofMinutes(59));
        assertThat(strangers(pacing, 1)).containsExactly(Duration.ofMinutes(7));

        clock.advance(Duration.ofHours(2));
        assertThat(strangers(pacing, 1)).containsExactly(Duration.ZERO);
        pacing.clear().await();
        assertThat(TestDatabase.value(config, "select count(*) from mail_turn")).contains("0");
    }

    @Test
    void familiarNetworksHaveAnAllowanceOfTheirOwn() {
        var familiar = source("2001:db8:1:2::3");
        pacing.markFamiliar(familiar).await();
        strangers(pacing, AT_ONCE + PER_HOUR);

        assertThat(pacing.count(source("2001:db8:1:ff::9")).await()).as("elsewhere in the same /48").isZero();
        assertThat(count(familiar, PER_HOUR - 1)).containsOnly(Duration.ZERO);
        assertThat(pacing.count(familiar).await()).as("more than strangers and familiar ones may in an hour")
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void networkIsForgottenThirtyDaysAfterItsLastOpenedLink() {
        var familiar = source("192.0.2.1");
        pacing.markFamiliar(familiar).await();
        clock.advance(MailPacing.FAMILIAR.minusDays(1));
        pacing.markFamiliar(familiar).await();
        clock.advance(MailPacing.FAMILIAR.minusDays(1));
        strangers(pacing, AT_ONCE);
        assertThat(pacing.count(familiar).await()).isZero();

        clock.advance(Duration.ofDays(1).plusMinutes(1));
        strangers(pacing, AT_ONCE);
        assertThat(pacing.count(familiar).await()).isPositive();
        pacing.clear().await();
        assertThat(TestDatabase.value(config, "select count(*) from familiar_network")).contains("0");
    }

    @Test
    void fullQueueStillAcceptsAFewFromEachProvider() {
        strangers(pacing, AT_ONCE + PER_HOUR);

        var provider = source("2001:db8:ffff::1");
        assertThat(count(provider, 2)).containsOnly(Duration.ofHours(1));
        assertThatThrownBy(() -> pacing.count(source("2001:db8:eeee::1")).await()).isInstanceOf(Failure.class);
        assertThat(pacing.count(source("2001:db9::1")).await()).isEqualTo(Duration.ofHours(1));
        assertThat(TestDatabase.value(config, "select count(*) from mail_turn")).as("memory is bounded")
                .contains(String.valueOf(PER_HOUR));
    }

    @Test
    void tablesHoldNoReadableNetwork() {
        pacing.markFamiliar(source("192.0.2.1")).await();

        assertThat(TestDatabase.value(config, "select encode(key, 'escape') from familiar_network").orElseThrow())
                .doesNotContain("192");
        assertThat(TestDatabase.value(config, "select length(key) from familiar_network")).contains("32");
    }

    /** Each comes from another provider. */
    private static List<Duration> strangers(MailPacing pacing, int number) {
        return IntStream.range(0, number).mapToObj(i -> pacing.count(source("10." + i + ".0.1")))
                .map(count -> count.await()).toList();
    }

    private List<Duration> count(Source source, int times) {
        return IntStream.range(0, times).mapToObj(i -> pacing.count(source).await()).toList();
    }

    private static Source source(String address) {
        return Source.of(InetAddress.ofLiteral(address));
    }
}
