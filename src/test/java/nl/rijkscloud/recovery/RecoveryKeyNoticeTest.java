package nl.rijkscloud.recovery;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.RecoveryKey;
import nl.rijkscloud.vault.RecoverySecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that start with the same recovery key, another one, or none. */
final class RecoveryKeyNoticeTest {
    private static final RecoveryKey FIRST = RecoverySecret.random(new SecureRandom()).publicHalf();
    private static final RecoveryKey OTHER = RecoverySecret.random(new SecureRandom()).publicHalf();

    @TempDir
    private Path folder;

    private SampleTransfer sample;

    @BeforeEach
    void open() {
        sample = new SampleTransfer(folder);
        TestDatabase.sql(sample.config, "insert into installation (key_check) values ('x') on conflict do nothing");
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void portalWithoutARecoveryKeyWritesNothing() {
        start(Optional.empty());

        assertThat(lines()).isEqualTo("none");
    }

    @Test
    void firstKeyIsWrittenOnceByAllStartsTogether() {
        var starts = IntStream.range(0, 5).mapToObj(one -> notice().compare(Optional.of(FIRST))).toList();
        await(Future.all(starts));
        start(Optional.of(FIRST));

        assertThat(lines()).isEqualTo("recovery-key-begun " + hex(FIRST));
        assertThat(value("select recovery_key from installation")).isEqualTo(FIRST.shownId());
        assertThat(value("select recovery_key_since is not null from installation")).isEqualTo("t");
    }

    @Test
    void anotherKeyNamesTheOldAndTheNewOne() {
        start(Optional.of(FIRST));
        start(Optional.of(OTHER));

        assertThat(lines()).isEqualTo("recovery-key-begun " + hex(FIRST) + ", recovery-key-ended " + hex(FIRST)
                + ", recovery-key-begun " + hex(OTHER));
    }

    @Test
    void keyThatIsTakenAwayIsWritten() {
        start(Optional.of(FIRST));
        start(Optional.empty());
        start(Optional.empty());

        assertThat(lines()).isEqualTo("recovery-key-begun " + hex(FIRST) + ", recovery-key-ended " + hex(FIRST));
        assertThat(value("select recovery_key is null from installation")).isEqualTo("t");
    }

    /** A log to which nothing can be added: the next start has to write the line. */
    @Test
    void keyIsNotRememberedWithoutItsLine() {
        start(Optional.of(FIRST));
        TestDatabase.sql(sample.config, "update audit_mark set seal = mac where name = 'head'");

        assertThatThrownBy(() -> start(Optional.of(OTHER))).hasRootCauseInstanceOf(IllegalStateException.class);

        assertThat(value("select recovery_key from installation")).isEqualTo(FIRST.shownId());
    }

    private void start(Optional<RecoveryKey> key) {
        await(notice().compare(key));
    }

    private RecoveryKeyNotice notice() {
        return new RecoveryKeyNotice(sample.database, sample.audit, sample.clock);
    }

    private String lines() {
        return value("select string_agg(action || ' ' || subject_id, ', ' order by seq) from audit_entry"
                + " where subject = 'key'");
    }

    /** The id of the key as the log holds it: its eight bytes, and zeros. */
    private static UUID hex(RecoveryKey key) {
        return new UUID(Long.parseUnsignedLong(key.shownId().replace("-", ""), 16), 0);
    }

    private String value(String query) {
        return TestDatabase.value(sample.config, query).orElse("none");
    }
}
