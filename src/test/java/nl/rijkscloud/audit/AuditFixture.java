package nl.rijkscloud.audit;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.AuditEntry.Detail;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.vault.PurposeKeys;

/** A log in a database of its own, and access to that database that bypasses the triggers. */
final class AuditFixture implements AutoCloseable {
    static final Duration RETENTION = Duration.ofDays(365);
    static final Source SOURCE = new Source("192.0.2.1");
    static final UUID TRANSFER = UUID.fromString("6f1c3a52-0d4e-4b8e-9a53-2f0c7de0a001");
    static final UUID SANNE = UUID.fromString("6f1c3a52-0d4e-4b8e-9a53-2f0c7de0a002");

    final Vertx vertx = Vertx.vertx();
    final Config.Database config = TestDatabase.fresh();
    final Database database = Database.open(vertx, config);
    final TestClock clock = new TestClock();
    final PurposeKeys purposes = TestPurposeKeys.sample();
    final Audit audit = new Audit(database, purposes, clock);
    /** True while nothing may be forgotten. */
    boolean held;
    final AuditCare care = new AuditCare(database, audit, purposes, clock, RETENTION, () -> held);
    final AuditReader reader = new AuditReader(database);
    final AuditVerifier verifier = new AuditVerifier(database, purposes);

    /** One line that has something in every column. */
    static AuditEntry full() {
        return AuditEntry.done(
                        Actor.staff(SANNE).from(SOURCE), Action.DOCUMENT_DOWNLOADED,
                        Subject.document(TRANSFER, UUID.randomUUID()))
                .with(Detail.Unit.DOCUMENTS, 1)
                .withStatement(Optional.of("ab".repeat(32)));
    }

    static AuditEntry destroyed() {
        return AuditEntry.done(Actor.SYSTEM, Action.TRANSFER_DESTROYED, Subject.transfer(UUID.randomUUID()));
    }

    static AuditEntry wrongLink(String source) {
        return AuditEntry.refused(
                Actor.NOBODY.from(new Source(source)), Action.LINK_OPENED, Result.UNUSABLE_LINK, Subject.NONE);
    }

    AuditFixture lines(int count) {
        for (int i = 0; i < count; i++) {
            record(full());
            clock.advance(Duration.ofSeconds(1));
        }
        return this;
    }

    void record(AuditEntry entry) {
        database.inTransaction(tx -> audit.record(tx, entry)).await();
    }

    Verification verify() {
        return verifier.verify(Optional.empty()).await();
    }

    Verification verify(AuditAnchor anchor) {
        return verifier.verify(Optional.of(anchor)).await();
    }

    /** Runs as the owner of the tables, who can drop triggers. */
    void tamper(String... statements) {
        var sql = new StringBuilder("set session_replication_role = replica;"); // no triggers
        for (var statement : statements) {
            sql.append(statement).append(';');
        }
        TestDatabase.sql(config, sql.toString());
    }

    void sql(String statement) {
        TestDatabase.sql(config, statement);
    }

    String value(String query) {
        return TestDatabase.value(config, query).orElse("none");
    }

    @Override
    public void close() {
        database.close().await();
        vertx.close().await();
    }
}
