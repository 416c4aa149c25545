package nl.rijkscloud.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import nl.rijkscloud.ledger.TestLedger;
import nl.rijkscloud.statement.KeyFile;
import nl.rijkscloud.statement.SignedStatement;
import nl.rijkscloud.statement.Statements;
import nl.rijkscloud.statement.TestStatements;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.transfer.Receipts;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferTermination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ended transfers and their signed statements. */
final class DestructionStatementsTest {
    private static final byte[] CONTENT = new byte[100];

    @TempDir
    private Path folder;

    private SampleTransfer sample;
    private Statements statements;
    private WorkerExecutor workers;

    @BeforeEach
    void open() {
        sample = new SampleTransfer(folder);
        statements = TestStatements.signed(folder, sample.clock.instant());
        workers = sample.vertx.createSharedWorkerExecutor("proof-test", 1);
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void expiryIsStatedWithCountsAndDatesAndNoName() throws Exception {
        sample.accepted("geheim.txt", CONTENT);
        sample.accepted("tweede.txt", CONTENT);
        sample.submit();
        var number = transfer().shownNumber();
        sample.clock.advance(SampleTransfer.LIFE);
        expire(statements);

        settle();

        var stated = only("destroyed");
        assertThat(stated.getString("number")).isEqualTo(number);
        assertThat(stated.getString("reason")).isEqualTo("expired");
        assertThat(stated.getString("dueAt")).isEqualTo(sample.until.toString());
        assertThat(stated.getInteger("documentCount")).isEqualTo(2);
        assertThat(stated.getLong("totalSize")).isEqualTo(200);
        assertThat(stated.encode()).doesNotContain("geheim", "Jan Jansen", "jan@example.org", "meldpunt");
        assertThat(value("select action || ' ' || number || ' ' || (a.statement = s.hash) from audit_entry a, statement"
                + " s where a.statement is not null")).isEqualTo("documents-destroyed 2 true");
    }

    @Test
    void withdrawalIsStatedAtOnceAndTheDestructionAfterIt() throws Exception {
        sample.accepted("brief.txt", CONTENT);
        sample.submit();
        var transfer = transfer();
        sample.database.inTransaction(tx -> termination(statements)
                .withdraw(tx, transfer, sample.staff, sample.clock.instant())).await();

        assertThat(only("withdrawn").getString("by")).isEqualTo(sample.staff.toString());
        settle();

        assertThat(only("destroyed").getString("reason")).isEqualTo("withdrawn");
        assertThat(only("destroyed").getString("by")).isEqualTo(sample.staff.toString());
    }

    @Test
    void filesThatAreStillThereAreDeletedFirst() throws Exception {
        var stored = sample.accepted("brief.txt", CONTENT);
        var quarantined = sample.accepted("wacht.txt", CONTENT);
        var blobs = sample.stored.blobs();
        blobs.quarantine().take(quarantined, sample.clock.instant());
        expire(statements);

        settle();

        only("destroyed");
        assertThat(blobs.writtenAt(stored)).isEmpty();
        assertThat(blobs.quarantine().entries()).isEmpty();
    }

    @Test
    void nothingIsStatedWhileAFileCannotBeDeleted() throws Exception {
        var document = sample.accepted("brief.txt", CONTENT);
        var file = folder.resolve(document.toString().substring(0, 2)).resolve(document + ".blob");
        Files.delete(file);
        Files.createDirectories(file.resolve("x"));
        expire(statements);

        settle();
        assertThat(value("select count(*) from statement")).isEqualTo("0");
        assertThat(value("select count(*) from owed_destruction")).isEqualTo("1");

        Files.delete(file.resolve("x"));
        settle();
        only("destroyed");
    }

    @Test
    void nothingIsStatedWhileTheStoreIsAway() throws Exception {
        sample.accepted("brief.txt", CONTENT);
        expire(statements);
        Files.writeString(folder.resolve("installation"), UUID.randomUUID().toString());
        settle();

        assertThat(value("select count(*) from owed_destruction")).isEqualTo("1");
    }

    @Test
    void serversStateADestructionOnce() throws Exception {
        sample.accepted("brief.txt", CONTENT);
        expire(statements);
        sample.clock.advance(DestructionStatements.SETTLED.plusMillis(1));
        var one = chore(statements).run(() -> false);
        var other = chore(statements).run(() -> false);
        one.await();
        other.await();

        only("destroyed");
    }

    @Test
    void linkThatNobodyUsedOwesNothing() {
        expire(statements);

        assertThat(value("select count(*) from owed_destruction")).isEqualTo("0");
    }

    @Test
    void portalWithoutAKeyDeletesAndSignsNothing() throws Exception {
        var document = sample.accepted("brief.txt", CONTENT);
        expire(TestStatements.unsigned());

        settle(TestStatements.unsigned());

        assertThat(sample.stored.blobs().writtenAt(document)).isEmpty();
        assertThat(value("select count(*) from statement")).isEqualTo("0");
        assertThat(value("select string_agg(action, ' ') from audit_entry")).isEqualTo("documents-destroyed");
    }

    private void expire(Statements signing) {
        var event = TransferEvent.of(sample.id, "destroyed", sample.clock.instant());
        sample.database.inTransaction(tx -> termination(signing).end(tx, Transfer.State.DESTROYED, event)).await();
    }

    private TransferTermination termination(Statements signing) {
        try {
            return new TransferTermination(sample.transfers, sample.documents, sample.links, sample.outbox, sample.bus,
                    TestLedger.in(folder.resolve("ledger"), sample.vertx, sample.database, sample.clock),
                    new Receipts(signing, sample.recipients));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private void settle() {
        settle(statements);
    }

    private void settle(Statements signing) {
        sample.clock.advance(DestructionStatements.SETTLED.plusMillis(1));
        chore(signing).run(() -> false).await();
    }

    private DestructionStatements chore(Statements signing) {
        return new DestructionStatements(sample.database, signing, sample.stored.blobs(), workers, sample.audit,
                sample.clock);
    }

    private Transfer transfer() {
        return sample.transfers.find(sample.database.client(), sample.id).await().orElseThrow().transfer();
    }

    /** The content of the one statement of this kind, whose signature is good. */
    private JsonObject only(String kind) throws IOException {
        assertThat(value("select count(*) from owed_destruction")).isEqualTo(kind.equals("destroyed") ? "0" : "1");
        assertThat(value("select count(*) from statement where kind = '" + kind + "'")).isEqualTo("1");
        var text = value("select convert_from(plain, 'UTF8') from statement where kind = '" + kind + "'");
        var checked = SignedStatement.check(text, KeyFile.readPublic(folder.resolve("keys")));
        assertThat(UUID.fromString(checked.content().orElseThrow().getString("transfer"))).isEqualTo(sample.id);
        return checked.content().get();
    }

    private String value(String query) {
        return TestDatabase.value(sample.config, query).orElse("none");
    }
}
