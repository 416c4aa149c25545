package nl.rijkscloud.download;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.UUID;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.stream.HandoverProgress;
import nl.rijkscloud.testing.RowsRead;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DownloadsTest {
    /** Bytes before the first document of an archive: APPNOTE.TXT section 4.3.7. */
    private static final int LOCAL_HEADER = 30 + "a.pdf".length();

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
    void firstWholeDownloadIsRecordedOnceWithTheRecipient() {
        fixture.hand(fixture.first, 0, DownloadFixture.LENGTH, true);
        fixture.hand(fixture.first, 0, DownloadFixture.LENGTH, true);

        assertThat(fixture.downloaded(fixture.first)).isTrue();
        assertThat(fixture.downloaded(fixture.second)).isFalse();
        assertThat(fixture.transfer.events()).isEqualTo("submitted,delivered,document-downloaded");
        assertThat(fixture.transfer.value("select staff_id from event where document_id = '" + fixture.first + "'"))
                .contains(fixture.transfer.staff.toString());
        assertThat(fixture.transfer.value("select downloaded_at from transfer")).isEmpty();
    }

    @Test
    void theLastDocumentCompletesTheTransferOnce() {
        fixture.hand(fixture.first, 0, DownloadFixture.LENGTH, true);
        fixture.hand(fixture.second, 0, 0, true);
        fixture.hand(fixture.second, 0, 0, true);

        assertThat(fixture.transfer.events())
                .isEqualTo("submitted,delivered,document-downloaded,document-downloaded,all-downloaded");
        assertThat(fixture.transfer.value("select downloaded_at from transfer")).isPresent();
    }

    @Test
    void documentIsFetchedWithoutTheManifest() {
        await(fixture.transfer.database.run("update transfer set manifest = null"));
        var received = new ReceivedTransfers(fixture.transfer.database, fixture.transfer.transfers,
                fixture.transfer.documents, fixture.transfer.recipients, fixture.transfer.recent);

        var offer = await(received.findDocument(fixture.grant, fixture.first));

        assertThat(offer.name()).isEqualTo("a.pdf");
        assertThat(offer.content().length()).isEqualTo(DownloadFixture.LENGTH);
    }

    @Test
    void documentOfAnEarlierVersionIsFoundInTheManifest() {
        await(fixture.transfer.database.run("update document set item = null"));
        var received = new ReceivedTransfers(fixture.transfer.database, fixture.transfer.transfers,
                fixture.transfer.documents, fixture.transfer.recipients, fixture.transfer.recent);

        assertThat(await(received.findDocument(fixture.grant, fixture.first)).name()).isEqualTo("a.pdf");
    }

    @Test
    void rowInsertedByAnAttackerIsNotADelivery() {
        var stranger = UUID.randomUUID();
        await(fixture.transfer.database.run("""
                insert into document (id, transfer_id, state, length, upload_offset, entry, digests, item, created_at,
                    updated_at)
                select $1, transfer_id, state, length, upload_offset, entry, digests, item, created_at, updated_at
                    from document where id = $2""",
                stranger, fixture.first));
        var received = new ReceivedTransfers(fixture.transfer.database, fixture.transfer.transfers,
                fixture.transfer.documents, fixture.transfer.recipients, fixture.transfer.recent);

        assertThatThrownBy(() -> await(received.findDocument(fixture.grant, stranger)))
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void lastOfManyDocumentsIsRecordedWithoutReadingTheOthers() {
        TestDatabase.sql(fixture.transfer.config, """
                with more as (insert into document (id, transfer_id, state, length, entry, created_at, updated_at)
                    select gen_random_uuid(), id, 'accepted', 0, '\\x00', now(), now()
                        from transfer, generate_series(1, 1000) returning id, transfer_id)
                insert into receipt (recipient_id, document_id, at) select r.id, more.id, now() from more
                    join recipient r using (transfer_id)""");
        TestDatabase.sql(fixture.transfer.config, "update transfer set document_count = 1002");
        TestDatabase.sql(fixture.transfer.config, "update recipient set received = 1000");
        var rows = RowsRead.of("document", fixture.transfer.config);

        fixture.hand(fixture.first, 0, DownloadFixture.LENGTH, true);

        assertThat(rows.mostInATransaction()).isBetween(1L, 20L);
    }

    @Test
    void documentsThatEndTogetherCompleteTheTransferOnce() {
        await(Future.all(fixture.handing(fixture.first, 0, DownloadFixture.LENGTH, true),
                fixture.handing(fixture.second, 0, 0, true)));

        assertThat(fixture.transfer.events()).endsWith("document-downloaded,document-downloaded,all-downloaded");
    }

    @Test
    void partsWithoutAGapAreRecordedWhenComplete() {
        fixture.hand(fixture.first, 0, 400, true);
        fixture.hand(fixture.first, 300, 700, true);
        assertThat(fixture.downloaded(fixture.first)).isFalse();

        fixture.hand(fixture.first, 700, DownloadFixture.LENGTH, true);
        assertThat(fixture.downloaded(fixture.first)).isTrue();
    }

    @Test
    void firstByteLastCompletesTheDocument() {
        fixture.hand(fixture.first, 1, DownloadFixture.LENGTH, true);
        assertThat(fixture.downloaded(fixture.first)).isFalse();

        fixture.hand(fixture.first, 0, 1, true);
        assertThat(fixture.downloaded(fixture.first)).isTrue();
        assertThat(fixture.progress()).isZero();
    }

    @Test
    void documentWithAGapIsNotRecorded() {
        fixture.hand(fixture.first, 0, 400, true);
        fixture.hand(fixture.first, 401, DownloadFixture.LENGTH, true);
        fixture.hand(fixture.first, 500, DownloadFixture.LENGTH, true);

        assertThat(fixture.downloaded(fixture.first)).isFalse();
    }

    @Test
    void endOfADocumentAloneIsNotRecorded() {
        fixture.hand(fixture.first, 1, DownloadFixture.LENGTH, true);

        assertThat(fixture.downloaded(fixture.first)).isFalse();
    }

    @Test
    void brokenDownloadIsNotRecordedAndCanBeContinued() {
        fixture.hand(fixture.first, 0, 600, false);
        assertThat(fixture.downloaded(fixture.first)).isFalse();

        fixture.hand(fixture.first, 550, DownloadFixture.LENGTH, true);
        assertThat(fixture.downloaded(fixture.first)).isTrue();
    }

    @Test
    void responseCutInItsLastWriteIsRecordedOnceCompleted() {
        fixture.sent(fixture.first, cutWhileWriting(new ByteRange(0, 600), DownloadFixture.LENGTH));
        fixture.sent(fixture.second, new HandoverProgress(new ByteRange(0, 0), false));
        assertThat(fixture.downloaded(fixture.first)).isFalse();
        assertThat(fixture.downloaded(fixture.second)).isFalse();

        fixture.hand(fixture.first, DownloadFixture.LENGTH - 1, DownloadFixture.LENGTH, true);
        assertThat(fixture.downloaded(fixture.first)).isTrue();
    }

    @Test
    void cutResponseWithTheLastMissingByteIsRecorded() {
        fixture.hand(fixture.first, 500, DownloadFixture.LENGTH, true);
        fixture.hand(fixture.first, 0, 500, false);

        assertThat(fixture.downloaded(fixture.first)).isTrue();
    }

    @Test
    void secondDownloadNeedsAllBytesAgain() {
        fixture.hand(fixture.first, 0, DownloadFixture.LENGTH, true);
        fixture.hand(fixture.first, 500, DownloadFixture.LENGTH, true);

        assertThat(fixture.transfer.value("select sum(times) from audit_tally where action = 'document-downloaded'"))
                .contains("1");
    }

    @Test
    void wholeDownloadIsRecordedAfterASignOut() {
        await(fixture.transfer.sessions.end(java.util.Optional.of(fixture.grant.session()), SampleTransfer.SOURCE));
        fixture.hand(fixture.first, 0, 600, true);
        assertThat(fixture.downloaded(fixture.first)).isFalse();

        fixture.hand(fixture.first, 0, DownloadFixture.LENGTH, true);
        assertThat(fixture.downloaded(fixture.first)).isTrue();
    }

    @Test
    void aWholeArchiveIsEveryDocument() {
        var archive = fixture.received.archive().content();

        await(fixture.downloads.recordHandover(fixture.grant, archive,
                new HandoverProgress(ByteRange.whole(archive.length()), true)));

        assertThat(fixture.transfer.events()).endsWith("document-downloaded,document-downloaded,all-downloaded");
    }

    @Test
    void partOfAnArchiveRecordsTheDocumentsInIt() {
        var archive = fixture.received.archive().content();
        var upToSecond = LOCAL_HEADER + DownloadFixture.LENGTH;

        await(fixture.downloads.recordHandover(fixture.grant, archive,
                new HandoverProgress(new ByteRange(0, upToSecond), true)));

        assertThat(fixture.downloaded(fixture.first)).isTrue();
        assertThat(fixture.downloaded(fixture.second)).isFalse();
    }

    @Test
    void cutArchiveRecordsOnlyCompletelySentDocuments() {
        var archive = fixture.received.archive().content();

        await(fixture.downloads.recordHandover(fixture.grant, archive,
                cutWhileWriting(new ByteRange(0, 10), archive.length())));
        assertThat(fixture.downloaded(fixture.first)).isFalse();

        await(fixture.downloads.recordHandover(fixture.grant, archive,
                cutWhileWriting(new ByteRange(0, LOCAL_HEADER + DownloadFixture.LENGTH), archive.length())));
        assertThat(fixture.downloaded(fixture.first)).isTrue();
        assertThat(fixture.downloaded(fixture.second)).isFalse();
    }

    @Test
    void continuedArchiveIsRecordedWhenComplete() {
        var archive = fixture.received.archive().content();
        var middle = archive.length() / 2;
        await(fixture.downloads.recordHandover(fixture.grant, archive,
                new HandoverProgress(new ByteRange(0, middle), false)));
        assertThat(fixture.downloaded(fixture.first)).isFalse();

        await(fixture.downloads.recordHandover(fixture.grant, archive,
                new HandoverProgress(new ByteRange(middle - 5, archive.length()), true)));
        assertThat(fixture.downloaded(fixture.first)).isTrue();
        assertThat(fixture.downloaded(fixture.second)).isTrue();
    }

    @Test
    void endOfAnArchiveAloneRecordsNoContent() {
        var archive = fixture.received.archive().content();

        await(fixture.downloads.recordHandover(fixture.grant, archive,
                new HandoverProgress(new ByteRange(archive.length() - 10, archive.length()), true)));

        assertThat(fixture.downloaded(fixture.first)).isFalse();
    }

    @Test
    void firstOpeningIsRecordedOnce() {
        await(fixture.downloads.recordOpening(fixture.grant, fixture.received.recipient()));
        await(fixture.downloads.recordOpening(fixture.grant, fixture.received.recipient()));

        assertThat(fixture.transfer.events()).isEqualTo("submitted,delivered,opened");
        assertThat(fixture.transfer.value("select opened_at from transfer")).isPresent();
    }

    @Test
    void undeliveredDocumentIsNotFound() {
        assertThatThrownBy(() -> fixture.received.document(UUID.randomUUID())).isInstanceOf(Failure.class);
    }

    /** A response that was cut while the bytes up to {@code given} were being written. */
    private static HandoverProgress cutWhileWriting(ByteRange range, long given) {
        return new HandoverProgress(range, given - 1, false);
    }
}
