package nl.rijkscloud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BlobsCommandTest {
    private final Config.Database database = TestDatabase.fresh();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void configure() throws IOException {
        file = CommandConfig.write(folder, database);
    }

    @Test
    void confirmedNumberIsStoredForTheSweepAndTheLastFindingIsPrinted() {
        TestDatabase.sql(database,
                "insert into sweep (finished_at, deleted, missing, held, quarantined) values (now(), 0, 1, 60, 2)");

        assertThat(run("sweep")).isZero();
        assertThat(out.toString()).contains(
                "60 files without a document wait for a decision, 2 are in quarantine, 1 documents have no file");
        assertThat(run("sweep", "--confirm", "60")).isZero();
        assertThat(run("sweep", "--confirm", "61")).isZero();

        assertThat(TestDatabase.value(database, "select files from sweep_consent")).contains("61");
    }

    @Test
    void numberBelowOneIsRefused() {
        assertThat(run("sweep", "--confirm", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--confirm");
        assertThat(TestDatabase.value(database, "select count(*) from sweep_consent")).contains("0");
    }

    private int run(String... arguments) {
        return new CommandLine(new BlobsCommand(Map.of()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of(arguments), Stream.of("--config", file.toString()))
                        .toArray(String[]::new));
    }
}
