package nl.rijkscloud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.LongLog;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.vault.MasterKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the command as an operator does, on a real configuration file and a real database. */
final class AuditCommandTest {
    private static final String END = System.lineSeparator();

    private final Config.Database database = TestDatabase.fresh();

    @TempDir
    Path folder;

    private Path file;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void configure() throws IOException {
        file = CommandConfig.write(folder, database);
    }

    @Test
    void wholeLogGivesExitCodeZeroAndItsAnchor() {
        record(3);

        var run = run("verify");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).matches("whole, 3 lines after number 0, 0 with a signed statement" + END
                + "anchor 3:[0-9a-f]{64}" + END);
    }

    @Test
    void changedLineGivesExitCodeThreeAndIsNamed() {
        record(5);
        TestDatabase.sql(database, "set session_replication_role = replica; delete from audit_entry where seq = 4;"
                + " update audit_entry set source = '192.0.2.9' where seq = 2");

        var run = run("verify");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).isEqualTo(
                "audit: line 2: changed, or not where it was written" + END + "audit: line 4: missing" + END);
        assertThat(run.out()).startsWith("NOT WHOLE, 4 lines");
    }

    @Test
    void earlierAnchorHoldsUntilAnOlderLogIsRestored() {
        record(2);
        var anchor = run("verify").out().split("anchor ")[1].strip();
        record(1);
        assertThat(run("verify", "--anchor", anchor).code()).isZero();

        var changed = anchor.endsWith("0") ? anchor.replaceFirst(".$", "1") : anchor.replaceFirst(".$", "0");
        assertThat(run("verify", "--anchor", changed).code()).isEqualTo(3);
        assertThat(run("verify", "--anchor", "9" + anchor.substring(1)).err()).contains("put back to an earlier state");
        assertThat(run("verify", "--anchor", "nonsense").code()).isEqualTo(2);
    }

    @Test
    void missingLogDoesNotVerify() {
        assertThat(run("verify").code()).isEqualTo(3);
    }

    @Test
    void anotherMasterKeyIsRefusedAndNotReportedAsTampering() throws IOException {
        record(1);
        run("verify");
        key(1);

        var run = run("verify");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("masterKey");
    }

    @Test
    void exportIsJsonLinesAndIsLogged() {
        record(1200);

        var run = run("export");

        assertThat(run.code()).isZero();
        var lines = run.out().lines().map(JsonObject::new).toList();
        assertThat(lines).hasSize(1201);
        assertThat(lines).extracting(line -> line.getInteger("seq"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 1201).boxed().toList());
        assertThat(lines.getLast().getString("action")).isEqualTo("audit-exported");
        assertThat(run("verify").code()).isZero();
    }

    @Test
    void longVerificationReportsItsProgress() {
        LongLog.write(database, TestPurposeKeys.of(database, new MasterKey(new byte[32])), 120_000);

        var verified = run("verify");
        var exported = run("export");

        assertThat(verified.out()).startsWith("whole, 120000 lines");
        assertThat(verified.err()).isEqualTo("audit: 50000 lines read" + END + "audit: 100000 lines read" + END);
        assertThat(exported.out().lines()).hasSize(120_001);
        assertThat(exported.err()).isEqualTo("audit: 50000 lines written" + END + "audit: 100000 lines written" + END);
    }

    @Test
    void exportIsLimitedToAPeriod() {
        record(2);

        assertThat(run("export", "--from", "2020-01-01", "--to", "2020-02-01T12:00:00Z").out()).isEmpty();
        assertThat(run("export", "--from", "2020-01-01").out().lines()).hasSize(4); // and two exports
        assertThat(run("export", "--from", "gisteren").code()).isEqualTo(2);
    }

    @Test
    void brokenOutputGivesExitCodeOne() {
        record(3);
        var broken = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("no space");
            }
        };

        assertThat(run(broken, "export").code()).isEqualTo(1);
    }

    @Test
    void accountCommandsAreLogged() {
        var staff = new CommandLine(new StaffCommand(PasswordPrompt.of(InputStream.nullInputStream()), Map.of()));

        assertThat(staff.execute("department", "--email", "meldpunt@igj.nl", "--name", "Meldpunt", "--config",
                file.toString())).isZero();

        assertThat(TestDatabase.value(database, "select action || ' ' || actor || ' ' || subject from audit_entry"))
                .contains("department-added operator department");
        assertThat(run("verify").code()).isZero();
    }

    @Test
    void tablesOfAnOlderVersionAreRefusedAndLeftAsTheyAre() {
        TestDatabase.sql(database, "delete from flyway_schema_history where version::int = (select max(version::int) "
                + "from flyway_schema_history)");
        var before = TestDatabase.value(database, "select count(*) from flyway_schema_history");

        var outcome = run("verify");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("the tables are older than this version").contains("migrate");
        assertThat(TestDatabase.value(database, "select count(*) from flyway_schema_history")).isEqualTo(before);
    }

    @Test
    void tablesOfANewerVersionAreRefused() {
        TestDatabase.sql(database, """
                insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,
                    execution_time, success)
                values (9000, '9000', 'later', 'SQL', 'V9000__later.sql', 'somebody', 1, true)""");

        var outcome = run("verify");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("the tables are of a newer version than this one");
    }

    private void key(int first) throws IOException {
        var key = new byte[32];
        key[0] = (byte) first;
        Files.writeString(folder.resolve("master.key"), Base64.getEncoder().encodeToString(key));
    }

    private void record(int count) {
        var vertx = Vertx.vertx();
        var open = Database.open(vertx, database);
        var audit = new Audit(open, TestPurposeKeys.of(database, new MasterKey(new byte[32])), InstantSource.system());
        var entries = IntStream.range(0, count).mapToObj(i -> AuditEntry.done(
                Actor.SYSTEM, Action.TRANSFER_DESTROYED, Subject.transfer(UUID.randomUUID()))).toList();
        open.inTransaction(tx -> audit.record(tx, entries)).await();
        open.close().await();
        vertx.close().await();
    }

    private Run run(String... arguments) {
        return run(new ByteArrayOutputStream(), arguments);
    }

    /** Returns the bytes written to the stream, and then the messages. */
    private Run run(OutputStream stream, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = new CommandLine(new AuditCommand(stream, Map.of()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of(arguments), Stream.of("--config", file.toString()))
                        .toArray(String[]::new));
        var streamed = stream instanceof ByteArrayOutputStream bytes ? bytes.toString(StandardCharsets.UTF_8) : "";
        return new Run(code, streamed + out, err.toString());
    }
}
