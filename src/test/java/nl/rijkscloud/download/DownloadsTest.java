package nl.rijkscloud.download;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.UUID;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.testing.RowsRead;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DownloadsTest {
    private static final int LENGTH = 1000;

    @TempDir
    Path folder;

    private SampleTransfer transfer;
    private Downloads downloads;
    private Grant grant;
    private Received received;
    private UUID first;
    private UUID second;

    @BeforeEach
    void deliver() throws Exception {
        transfer = new SampleTransfer(folder);
        first = transfer.accepted("a.pdf", new byte[LENGTH]);
        second = transfer.accepted("leeg.txt", new byte[0]);
        transfer.deliver();
        downloads = new Downloads(transfer.database, transfer.transfers, transfer.documents, transfer.recipients, transfer.audit, transfer.clock);
        grant = transfer.downloadGrant();
        received = await(new ReceivedTransfers(transfer.database, transfer.transfers, transfer.documents, transfer.recipients).of(grant));
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void theFirstWholeDownloadIsRecordedOnceWithWhoItWas() {
        hand(first, 0, LENGTH, true);
        hand(first, 0, LENGTH, true);

        assertThat(downloaded(first)).isTrue();
        assertThat(downloaded(second)).isFalse();
        assertThat(transfer.events()).isEqualTo("submitted,delivered,document-downloaded");
        assertThat(transfer.value("select staff_id from event where document_id = '" + first + "'")).contains(transfer.staff.toString());
        assertThat(transfer.value("select downloaded_at from transfer")).isEmpty();
    }

    @Test
    void theLastDocumentCompletesTheTransferOnce() {
        hand(first, 0, LENGTH, true);
        hand(second, 0, 0, true);
        hand(second, 0, 0, true);

        assertThat(transfer.events()).isEqualTo("submitted,delivered,document-downloaded,document-downloaded,all-downloaded");
        assertThat(transfer.value("select downloaded_at from transfer")).isPresent();
    }

    @Test
    void documentIsFetchedWithoutTheManifest() {
        await(transfer.database.run("update transfer set manifest = null"));
        var received = new ReceivedTransfers(transfer.database, transfer.transfers, transfer.documents, transfer.recipients);

        var offer = await(received.document(grant, first));

        assertThat(offer.name()).isEqualTo("a.pdf");
        assertThat(offer.content().length()).isEqualTo(LENGTH);
    }

    @Test
    void documentOfAnEarlierVersionIsFoundInTheManifest() {
        await(transfer.database.run("update document set item = null"));
        var received = new ReceivedTransfers(transfer.database, transfer.transfers, transfer.documents, transfer.recipients);

        assertThat(await(received.document(grant, first)).name()).isEqualTo("a.pdf");
    }

    @Test
    void rowThatSomebodyPutsIntoTheDatabaseIsNotADelivery() {
        var stranger = UUID.randomUUID();
        await(transfer.database.run("""
                insert into document (id, transfer_id, state, length, upload_offset, entry, digests, item, created_at, updated_at)
                select $1, transfer_id, state, length, upload_offset, entry, digests, item, created_at, updated_at from document where id = $2""",
                stranger, first));
        var received = new ReceivedTransfers(transfer.database, transfer.transfers, transfer.documents, transfer.recipients);

        assertThatThrownBy(() -> await(received.document(grant, stranger))).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void lastOfManyDocumentsIsCountedWithoutReadingTheOthers() {
        TestDatabase.sql(transfer.config, """
                with more as (insert into document (id, transfer_id, state, length, entry, created_at, updated_at)
                    select gen_random_uuid(), id, 'accepted', 0, '\\x00', now(), now() from transfer, generate_series(1, 1000) returning id, transfer_id)
                insert into receipt (recipient_id, document_id, at) select r.id, more.id, now() from more join recipient r using (transfer_id)""");
        TestDatabase.sql(transfer.config, "update transfer set document_count = 1002");
        TestDatabase.sql(transfer.config, "update recipient set received = 1000");
        var rows = RowsRead.of("document", transfer.config);

        hand(first, 0, LENGTH, true);

        assertThat(rows.mostInATransaction()).isBetween(1L, 20L);
    }

    @Test
    void twoThatEndAtTheSameMomentCompleteTheTransferOnce() {
        await(Future.all(handing(first, 0, LENGTH, true), handing(second, 0, 0, true)));

        assertThat(transfer.events()).endsWith("document-downloaded,document-downloaded,all-downloaded");
    }

    @Test
    void partsWithoutAGapCountWhenTheyReachTheEnd() {
        hand(first, 0, 400, true);
        hand(first, 300, 700, true);
        assertThat(downloaded(first)).isFalse();

        hand(first, 700, LENGTH, true);
        assertThat(downloaded(first)).isTrue();
    }

    @Test
    void aGapDoesNotCount() {
        hand(first, 0, 400, true);
        hand(first, 401, LENGTH, true);
        hand(first, 500, LENGTH, true);

        assertThat(downloaded(first)).isFalse();
    }

    @Test
    void theEndAloneDoesNotCount() {
        hand(first, 1, LENGTH, true);

        assertThat(downloaded(first)).isFalse();
    }

    @Test
    void whatBrokeOffDoesNotCountButCanBeGoneOnFrom() {
        hand(first, 0, 600, false);
        assertThat(downloaded(first)).isFalse();

        hand(first, 550, LENGTH, true);
        assertThat(downloaded(first)).isTrue();
    }

    @Test
    void aResponseThatBrokeOffAtItsVeryEndDoesNotCount() {
        hand(first, 0, LENGTH, false);
        hand(second, 0, 0, false);

        assertThat(downloaded(first)).isFalse();
        assertThat(downloaded(second)).isFalse();
    }

    @Test
    void anotherSessionsPartsAreItsOwn() {
        hand(first, 0, 600, true);
        grant = transfer.downloadGrant();
        hand(first, 600, LENGTH, true);

        assertThat(downloaded(first)).isFalse();
    }

    @Test
    void aWholeDownloadCountsAlthoughThePersonSignedOutMeanwhile() {
        await(transfer.sessions.end(java.util.Optional.of(grant.session()), SampleTransfer.SOURCE));
        hand(first, 0, 600, true);
        assertThat(downloaded(first)).isFalse();

        hand(first, 0, LENGTH, true);
        assertThat(downloaded(first)).isTrue();
    }

    @Test
    void aWholeArchiveIsEveryDocument() {
        var archive = received.archive().content();

        await(downloads.handedOver(grant, archive, new Sent(ByteRange.whole(archive.length()), true)));

        assertThat(transfer.events()).endsWith("document-downloaded,document-downloaded,all-downloaded");
    }

    @Test
    void aPartOfAnArchiveIsTheDocumentsThatLieInIt() {
        var archive = received.archive().content();
        var upToSecond = ZipRecords.local(new ZipRecords.Entry("a.pdf", 0, LENGTH, java.time.LocalDateTime.MIN)).length + LENGTH;

        await(downloads.handedOver(grant, archive, new Sent(new ByteRange(0, upToSecond), true)));

        assertThat(downloaded(first)).isTrue();
        assertThat(downloaded(second)).isFalse();
    }

    @Test
    void anArchiveThatBrokeOffCountsWhenTheRestHasArrived() {
        var archive = received.archive().content();
        var most = archive.length() - 10;
        await(downloads.handedOver(grant, archive, new Sent(new ByteRange(0, most), false)));
        assertThat(downloaded(first)).isFalse();

        await(downloads.handedOver(grant, archive, new Sent(new ByteRange(most - 5, archive.length()), true)));
        assertThat(downloaded(first)).isTrue();
        assertThat(downloaded(second)).isTrue();
    }

    @Test
    void theEndOfAnArchiveAloneCountsNothingWithContent() {
        var archive = received.archive().content();

        await(downloads.handedOver(grant, archive, new Sent(new ByteRange(archive.length() - 10, archive.length()), true)));

        assertThat(downloaded(first)).isFalse();
    }

    @Test
    void theFirstLookIsRecordedOnce() {
        await(downloads.opened(grant));
        await(downloads.opened(grant));

        assertThat(transfer.events()).isEqualTo("submitted,delivered,opened");
        assertThat(transfer.value("select opened_at from transfer")).isPresent();
    }

    @Test
    void whatWasNotDeliveredIsNotThere() {
        assertThatThrownBy(() -> received.document(UUID.randomUUID())).isInstanceOf(Failure.class);
    }

    private void hand(UUID document, long start, long end, boolean complete) {
        await(handing(document, start, end, complete));
    }

    private Future<Void> handing(UUID document, long start, long end, boolean complete) {
        return downloads.handedOver(grant, received.document(document).content(), new Sent(new ByteRange(start, end), complete));
    }

    private boolean downloaded(UUID document) {
        return transfer.value("select downloaded_at from document where id = '" + document + "'").isPresent();
    }
}
