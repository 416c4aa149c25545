package nl.rijkscloud.staff;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Source;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.MasterKey;

/** Accounts on a real database, with limits of five sign-ins per account and eight per source. */
final class StaffFixture implements AutoCloseable {
    static final String PASSWORD = "vier losse woorden samen";
    static final Source SOURCE = new Source("192.0.2.1");

    final Vertx vertx = Vertx.vertx();
    final Config.Database config = TestDatabase.fresh();
    final Database database = Database.open(vertx, config);
    final CountingHash hash = new CountingHash();
    final Audit audit = new Audit(database, new MasterKey(new byte[32]), InstantSource.system());
    final StaffRegister register = new StaffRegister(
            vertx, database, List.of("igj.nl"), hash, InstantSource.system(), audit, Actor.OPERATOR);
    final StaffService service;

    StaffFixture() {
        // One moment for all: no hour ends during a test.
        var clock = InstantSource.fixed(java.time.Instant.parse("2026-11-23T12:00:00Z"));
        service = new StaffService(
                vertx, database, new Throttle(database, new MasterKey(new byte[32]), clock),
                new Limits(new Config.Limits(9, 9, 9, 9, 5, 8, 9, 9, 9, 9, 9, 9, 9)),
                hash, audit);
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
