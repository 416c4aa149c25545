package nl.rijkscloud.download;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.stream.HandoverProgress;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.transfer.Recipient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recording before, during and after a download, over sessions, recipients, servers and crashes. */
final class DownloadProgressTest {
    @TempDir
    Path folder;

    private DownloadFixture fixture;

    @BeforeEach
    void deliver() throws Exception {
        fixture = new DownloadFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void recordedProgressOutlivesACrash() {
        fixture.running(fixture.first, 0, 600);
        await(fixture.downloads.recordProgress());
        assertThat(fixture.downloaded(fixture.first)).isFalse();

        fixture.downloads = fixture.downloads(); // the other one never hears of its end
        fixture.hand(fixture.first, 600, DownloadFixture.LENGTH, true);
        assertThat(fixture.downloaded(fixture.first)).isTrue();
    }

    @Test
    void responseThatHandedOverNothingHoldsUpNoPass() {
        fixture.downloads.startRecording(fixture.transfer.vertx, new SimpleMeterRegistry());
        fixture.sent(fixture.first, new HandoverProgress(new ByteRange(0, 0), false));
        fixture.sent(fixture.first, new HandoverProgress(new ByteRange(10, 600), false));

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> await(fixture.downloads.settle()));
        assertThat(fixture.progress()).isOne();
    }

    @Test
    void unrecordedProgressIsLostInACrashAndNeverCountsTooEarly() {
        fixture.running(fixture.first, 0, 600);

        fixture.downloads = fixture.downloads();
        fixture.hand(fixture.first, 600, DownloadFixture.LENGTH, true);
        assertThat(fixture.downloaded(fixture.first)).isFalse();
    }

    @Test
    void everyByteOfAResponseIsRecordedOnce() {
        var end = fixture.running(fixture.first, 0, 400);
        await(fixture.downloads.recordProgress());
        end.complete(new HandoverProgress(new ByteRange(0, DownloadFixture.LENGTH), true));
        await(fixture.downloads.settle());

        assertThat(fixture.downloaded(fixture.first)).isTrue();
        assertThat(fixture.progress()).isZero();
        assertThat(fixture.lines("document-downloaded")).isEqualTo(1);
    }

    @Test
    void stoppingRecordsACutResponse() {
        var end = fixture.running(fixture.first, 0, 700);
        end.complete(new HandoverProgress(new ByteRange(0, 700), false));
        await(fixture.downloads.settle());

        assertThat(fixture.transfer.value("select bytes from download_progress")).contains("{[0,700)}");
    }

    @Test
    void bytesBeforeADamageAreRecorded() {
        fixture.running(fixture.first, 0, 700).fail("damaged");
        await(fixture.downloads.settle());

        assertThat(fixture.transfer.value("select bytes from download_progress")).contains("{[0,700)}");
    }

    @Test
    void documentsOfARunningArchiveCountOnceAsTheyEnd() {
        var archive = fixture.received.archive().content();
        var end = Promise.<HandoverProgress>promise();
        fixture.downloads.handOver(fixture.grant, archive, ByteRange.whole(archive.length()), mark -> {
            mark.accept(archive.length() - 1);
            return end.future();
        });

        await(fixture.downloads.recordProgress());
        assertThat(fixture.downloaded(fixture.first)).isTrue();
        assertThat(fixture.downloaded(fixture.second)).isFalse(); // it has no bytes

        end.complete(new HandoverProgress(ByteRange.whole(archive.length()), true));
        await(fixture.downloads.settle());
        assertThat(fixture.downloaded(fixture.second)).isTrue();
        assertThat(fixture.transfer.value("select sum(times) from audit_tally where action = 'document-downloaded'"))
                .contains("2");
    }

    @Test
    void eachSessionIsLoggedOnceBeforeItsFirstByte() {
        var content = fixture.received.document(fixture.first).content();
        await(fixture.downloads.begin(fixture.grant, content, new ByteRange(1, 2)));
        await(fixture.downloads.begin(fixture.grant, content, new ByteRange(7, 9)));
        assertThat(fixture.lines("document-download-begun")).isEqualTo(1);

        fixture.grant = fixture.transfer.downloadGrant();
        await(Future.all(fixture.downloads.begin(fixture.grant, content, new ByteRange(2, 3)), fixture.downloads()
                .begin(fixture.grant, content, new ByteRange(4, 5))));
        assertThat(fixture.lines("document-download-begun")).isEqualTo(2);
    }

    @Test
    void documentsOfAnArchiveAreLoggedAtItsStart() {
        await(fixture.downloads.begin(fixture.grant, fixture.received.archive()
                .content(), ByteRange.whole(fixture.received.archive().content().length())));

        assertThat(fixture.lines("document-download-begun")).isEqualTo(2);
    }

    @Test
    void endedSessionBeginsNothing() {
        await(fixture.transfer.sessions.end(java.util.Optional.of(fixture.grant.session()), SampleTransfer.SOURCE));

        assertThatThrownBy(() ->
                await(fixture.downloads.begin(fixture.grant, fixture.received.document(fixture.first)
                        .content(), ByteRange.whole(DownloadFixture.LENGTH))))
                .hasRootCauseInstanceOf(Failure.class);
    }

    @Test
    void clientThatLeavesAThousandGapsGetsTheWhole() {
        var content = fixture.received.document(fixture.first).content();
        fixture.hand(fixture.first, 0, 1, true);
        assertThat(await(fixture.downloads.begin(fixture.grant, content, new ByteRange(4, 5))))
                .isEqualTo(new ByteRange(4, 5));

        TestDatabase.sql(fixture.transfer.config, "update download_progress set bytes = "
                + "(select range_agg(int8range(n * 2, n * 2 + 1)) from generate_series(1::bigint, 1000) n)");

        assertThat(await(fixture.downloads.begin(fixture.grant, content, new ByteRange(4, 5))))
                .isEqualTo(ByteRange.whole(DownloadFixture.LENGTH));
    }

    @Test
    void progressOfAnEndedTransferIsDeleted() {
        fixture.hand(fixture.first, 0, 600, true);
        await(fixture.downloads.clear());
        assertThat(fixture.progress()).isEqualTo(1);

        TestDatabase.sql(fixture.transfer.config, "update transfer set state = 'destroyed'");
        await(fixture.downloads.clear());
        assertThat(fixture.progress()).isZero();
    }

    @Test
    void partsOfAnotherServerCount() {
        var other = fixture.downloads();

        await(Future.all(
                fixture.handing(fixture.first, 500, DownloadFixture.LENGTH, true),
                other.recordHandover(fixture.grant, fixture.received.document(fixture.first)
                        .content(), new HandoverProgress(new ByteRange(0, 500), true))));

        assertThat(fixture.transfer.events()).isEqualTo("submitted,delivered,document-downloaded");
    }

    @Test
    void partsOfAnotherRecipientDoNotCount() {
        var other = Recipient.staff(fixture.transfer.id, 1, "Ander", "ander@igj.nl");
        await(fixture.transfer.recipients.insert(fixture.transfer.database.client(), other));
        fixture.hand(fixture.first, 0, 600, true);
        fixture.grant = fixture.of(other);
        fixture.hand(fixture.first, 600, DownloadFixture.LENGTH, true);

        assertThat(fixture.downloaded(fixture.first)).isFalse();
        assertThat(fixture.progress()).isEqualTo(2);
    }

    @Test
    void partsOfAnotherSessionCount() {
        fixture.hand(fixture.first, 0, 600, true);
        fixture.grant = fixture.transfer.downloadGrant();
        fixture.hand(fixture.first, 600, DownloadFixture.LENGTH, true);

        assertThat(fixture.downloaded(fixture.first)).isTrue();
    }

    @Test
    void downloadDuringAnOutageIsRecordedAfterIt() {
        takesWrites(false);
        fixture.hand(fixture.first, 0, DownloadFixture.LENGTH, true);
        await(fixture.downloads.recordProgress());
        assertThat(fixture.downloaded(fixture.first)).isFalse();

        takesWrites(true);
        Awaitility.await().until(() -> {
            await(fixture.downloads.recordProgress()); // some may still meet a connection that was cut
            return fixture.downloaded(fixture.first);
        });
        assertThat(fixture.lines("document-downloaded")).isEqualTo(1);
    }

    private void takesWrites(boolean yes) {
        var config = fixture.transfer.config;
        var writable = new Config.Database(
                URI.create(config.uri() + "?options=-c%20default_transaction_read_only=off"), config.user(),
                config.password(), 1);
        var name = TestDatabase.value(config, "select current_database()").orElseThrow();
        TestDatabase.sql(writable, "alter database " + name
                + " set default_transaction_read_only = " + (yes ? "off" : "on"));
        TestDatabase.sql(writable,
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> "
                + "pg_backend_pid()");
    }
}
