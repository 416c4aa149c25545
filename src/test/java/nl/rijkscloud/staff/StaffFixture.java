package nl.rijkscloud.staff;

import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.testing.SampleLimits;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPeriods;
import nl.rijkscloud.testing.TestPurposeKeys;

/** Accounts on a real database, with limits of five sign-ins per account and eight per source. */
final class StaffFixture implements AutoCloseable {
    static final String PASSWORD = "vier losse woorden samen";
    static final Source SOURCE = new Source("192.0.2.1");

    /** Consecutive failures, by strangers and in known browsers together. */
    static final int FAILURES = 20;

    /** Keeps an hour from ending during a test that does not want it. */
    final TestClock clock = new TestClock();
    final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    final Config.Database config = TestDatabase.fresh();
    final Database database = Database.open(vertx, config);
    final CountingHash hash = new CountingHash();
    final Audit audit = new Audit(database, TestPurposeKeys.sample(), InstantSource.system());
    final StaffRegister register = new StaffRegister(
            vertx, database, List.of("igj.nl"), hash, InstantSource.system(), audit, Actor.OPERATOR);
    final StaffService service;

    StaffFixture() {
        var purposes = TestPurposeKeys.sample();
        var throttle = new Throttle(database, purposes, clock);
        var limits = new Limits(SampleLimits.of(
                9, Map.of("signInsPerAccountPerHour", 6, "signInsPerSourcePerHour", 8)));
        var random = new SecureRandom();
        var outbox = new Outbox(TestPeriods.seal(vertx, config, database, clock, purposes), clock, bus);
        service = new StaffService(
                vertx, database,
                new SignInGuard(database, throttle, limits, random, clock,
                        new Config.SignIns(FAILURES, Duration.ofDays(90), 3)),
                new SignInAlerts(database, outbox, throttle, limits, 3), hash, audit);
    }

    StaffAdministration administration() {
        return administration(true);
    }

    /** @param local true when people sign in with passwords of this portal */
    StaffAdministration administration(boolean local) {
        return administration(local, hash);
    }

    /** For hundreds of passwords: the real hash takes a tenth of a second for each. */
    StaffAdministration quickAdministration() {
        return administration(true, new Argon2id(new SecureRandom(), 64, 1));
    }

    private StaffAdministration administration(boolean local, PasswordHash hash) {
        return new StaffAdministration(vertx, database, List.of("igj.nl"), local, hash, InstantSource.system(), audit,
                bus);
    }

    Staff jan() {
        return register.add("Jan Jansen", "Jan.Jansen@IGJ.nl", "06-12345678", PASSWORD).await();
    }

    @Override
    public void close() {
        database.close().await();
        vertx.close().await();
    }
}
