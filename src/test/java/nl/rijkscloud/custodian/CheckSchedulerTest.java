package nl.rijkscloud.custodian;

import static nl.rijkscloud.custodian.CustodianFixture.SEGMENT;
import static nl.rijkscloud.custodian.CustodianFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.CRC32;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.content.ContentJudgement.NameMatch;
import nl.rijkscloud.content.ContentKind;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.transfer.Transfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckSchedulerTest {
    private static final String LETTERS = "select string_agg(template, ',' order by template) from outbox";

    private CustodianFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        fixture = new CustodianFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 5 * SEGMENT + 7})
    void anAcceptedDocumentHasTheDigestsOfItsContent(int length) throws Exception {
        var sending = fixture.sending();
        var content = text(length);
        var id = fixture.received(sending, "brief.txt", content);

        check();

        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.ACCEPTED);
        var digests = DocumentEntry.openDigests(sending.key().manifestKey(), fixture.document(id));
        var crc = new CRC32();
        crc.update(content);
        assertThat(digests.sha256()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(content));
        assertThat(digests.crc32()).isEqualTo(crc.getValue());
        assertThat(HexFormat.of().formatHex(digests.seals())).isEqualTo(sealsInTheFile(id, length));
    }

    @Test
    void aTamperedDocumentIsRefusedAndNotDelivered() throws IOException {
        var sending = fixture.sending();
        var bad = fixture.received(sending, "slecht.txt", text(3 * SEGMENT));
        var good = fixture.received(sending, "goed.txt", text(10));
        fixture.tamper(bad, 4096 + 65536 + 100);
        fixture.submit(sending, 2);

        check();

        assertThat(fixture.document(bad).refusal()).contains("unreadable");
        assertThat(fixture.hasFile(bad)).isFalse();
        assertThat(fixture.hasFile(good)).isTrue();
        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.DELIVERED);
        assertThat(fixture.value(LETTERS)).isEqualTo("not-delivered,notification");
        assertThat(fixture.value("select document_id from event where kind = 'document-refused'"))
                .isEqualTo(bad.toString());
    }

    @Test
    void aTamperedHeaderIsRefusedToo() throws IOException {
        var sending = fixture.sending();
        var id = fixture.received(sending, "brief.txt", text(10));
        fixture.tamper(id, 4095);

        check();

        assertThat(fixture.document(id).refusal()).contains("unreadable");
    }

    @Test
    void contentThatIsNotWhatTheNameSaysIsRefused() {
        var sending = fixture.sending();
        var id = fixture.received(sending, "brief.pdf", text(100));

        check();

        assertThat(fixture.document(id).refusal()).contains("content-mismatch");
        assertThat(fixture.hasFile(id)).isFalse();
    }

    @Test
    void harmlessOtherTypeIsDeliveredAndNamedInTheManifest() {
        var sending = fixture.sending();
        var id = fixture.received(sending, "lijst.xls", "naam;leeftijd\r\nJan;81\r\n".getBytes(StandardCharsets.UTF_8));
        fixture.submit(sending, 1);

        check();

        var known = new ContentJudgement(NameMatch.OTHER_KIND, ContentKind.PLAIN_TEXT);
        assertThat(DocumentEntry.openJudgement(sending.key().manifestKey(), fixture.document(id))).contains(known);
        assertThat(fixture.manifest(sending).delivered()).singleElement()
                .satisfies(item -> assertThat(item.judgement()).contains(known));
        assertThat(fixture.metrics.get("rijkscloud.documents.kinds")
                .tags("standing", "other-kind", "kind", "plain-text").counter().count()).isEqualTo(1);
    }

    @Test
    void programIsRefusedAndItsKindIsStored() {
        var sending = fixture.sending();
        var id = fixture.received(sending, "lijst.xls", "@echo off\r\nformat c:\r\n".getBytes(StandardCharsets.UTF_8));
        fixture.submit(sending, 1);

        check();

        assertThat(fixture.document(id).refusal()).contains("program");
        assertThat(fixture.manifest(sending).refused()).singleElement().satisfies(item -> assertThat(item.judgement())
                .contains(new ContentJudgement(NameMatch.PROGRAM, ContentKind.SCRIPT)));
    }

    @Test
    void contactIsNotNotifiedWhenAllDocumentsAreRefused() {
        var sending = fixture.sending();
        fixture.received(sending, "een.pdf", text(100));
        fixture.received(sending, "twee.pdf", text(100));
        fixture.submit(sending, 2);

        check();

        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.REFUSED);
        assertThat(fixture.value(LETTERS)).isEqualTo("not-delivered");
        assertThat(fixture.value("select count(*) from link where kind = 'download'")).isEqualTo("0");
    }

    @Test
    void openTransferIsNotDeliveredWithAcceptedDocuments() {
        var sending = fixture.sending();
        fixture.received(sending, "brief.txt", text(100));

        check();

        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.OPEN);
        assertThat(fixture.value("select count(*) from slot where kind = 'pending'")).isEqualTo("1");
    }

    @Test
    void twoCustodiansDeliverOnceAndLeaveNoPendingSlot() {
        var sending = fixture.sending();
        for (var i = 0; i < 12; i++) {
            fixture.received(sending, i + ".txt", text(SEGMENT * (i % 3) + 1));
        }
        fixture.submit(sending, 12);

        var one = fixture.readBack();
        var other = fixture.readBack();
        Future.all(fixture.start(one::run), fixture.start(other::run)).await();

        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.DELIVERED);
        assertThat(fixture.value(LETTERS)).isEqualTo("notification");
        assertThat(fixture.value("select count(*) from event where kind = 'delivered'")).isEqualTo("1");
        assertThat(fixture.value("select count(*) from link where kind = 'download'")).isEqualTo("1");
        assertThat(fixture.value("select count(*) from slot where kind = 'pending'")).isEqualTo("0");
        assertThat(fixture.value("select count(*) from document where epoch <> 2")).as("read once each").isEqualTo("0");
    }

    @Test
    void documentOfADestroyedTransferCausesNoError() {
        var sending = fixture.sending();
        var id = fixture.received(sending, "brief.txt", text(100));
        fixture.database.inTransaction(tx -> fixture.custodian.transfers()
                .destroyKeys(tx, sending.id(), Transfer.State.DESTROYED)
                .compose(done -> fixture.custodian.links().revokeAll(tx, sending.id()))).await();

        check();

        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.CHECKING);
        assertThat(fixture.value("select count(*) from event")).isEqualTo("0");
        assertThat(fixture.value("select check_due is null from document")).as("never claimed").isEqualTo("t");
    }

    @Test
    void temporaryDiskOutageLosesNoDocument() throws IOException {
        var sending = fixture.sending();
        var id = fixture.received(sending, "brief.txt", text(100));
        var elsewhere = fixture.file(id).resolveSibling("elsewhere");
        Files.move(fixture.file(id), elsewhere);
        for (var failures = 1; failures < ReadRetryPolicy.READINGS; failures++) {
            check();
            fixture.elapse(ReadRetryPolicy.after(failures));
        }

        Files.move(elsewhere, fixture.file(id));
        check();

        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.ACCEPTED);
    }

    @Test
    void lastingDiskOutageMakesTheDocumentUnreadable() throws IOException {
        var sending = fixture.sending();
        var id = fixture.received(sending, "brief.txt", text(100));
        Files.delete(fixture.file(id));
        for (var failures = 1; failures < ReadRetryPolicy.READINGS; failures++) {
            check();
            assertThat(fixture.document(id).state()).isEqualTo(DocumentState.CHECKING);
            fixture.elapse(ReadRetryPolicy.after(failures));
        }

        check();

        assertThat(fixture.document(id).refusal()).contains("unreadable");
    }

    @Test
    void failedReadIsRetriedLater() throws IOException {
        var sending = fixture.sending();
        var id = fixture.received(sending, "brief.txt", text(100));
        Files.delete(fixture.file(id));

        check();
        check();

        assertThat(fixture.value("select check_failures from document")).isEqualTo("1");
    }

    private void check() {
        var readBack = fixture.readBack();
        fixture.run(readBack::run);
    }

    /** SHA-256 over IV and tag of every segment, read from the file. */
    private String sealsInTheFile(UUID id, int length) throws Exception {
        var file = Files.readAllBytes(fixture.file(id));
        var digest = MessageDigest.getInstance("SHA-256");
        for (var index = 0; index < CustodianFixture.FORMAT.segments(length); index++) {
            var start = 4096 + index * 65536;
            var end = Math.min(start + 65536, file.length);
            digest.update(file, start + 4, 12);
            digest.update(file, end - 16, 16);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
