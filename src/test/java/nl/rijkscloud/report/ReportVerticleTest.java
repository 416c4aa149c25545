package nl.rijkscloud.report;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportVerticleTest {
    @TempDir
    Path folder;

    private SampleTransfer transfer;
    private ReportVerticle reports;

    @BeforeEach
    void serve() {
        transfer = new SampleTransfer(folder);
        reports = new ReportVerticle(
                transfer.database, transfer.transfers, transfer.documents, transfer.recipients, transfer.audit);
        await(transfer.vertx.deployVerticle(
                reports, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void reportBeforeDeliveryShowsDocumentsBeingChecked() throws Exception {
        transfer.accepted("a.pdf", new byte[10]);
        transfer.checking("b.pdf", 20);
        transfer.submit();

        var report = read(transfer.reportGrant());

        assertThat(report.message()).contains(SampleTransfer.MESSAGE);
        assertThat(report.documents()).extracting(Report.Document::name).containsExactly("a.pdf", "b.pdf");
        assertThat(report.documents()).extracting(Report.Document::state)
                .containsExactly(DocumentState.ACCEPTED, DocumentState.CHECKING);
        assertThat(report.documents().getFirst().sha256()).isPresent();
        assertThat(report.documents().getLast().sha256()).isEmpty();
    }

    @Test
    void reportAfterDeliveryShowsMailsDownloadsAndEvents() throws Exception {
        var accepted = transfer.accepted("a.pdf", new byte[10]);
        var refused = transfer.checking("b.pdf", 20);
        transfer.refuse(refused);
        transfer.deliver();
        await(transfer.documents.markDownloaded(transfer.database.client(), accepted, transfer.clock.instant()));
        event("document-downloaded", accepted);
        event("shared", null);
        await(transfer.database.run("insert into event (transfer_id, at, kind, outbox_id)"
                + " select transfer_id, now(), 'mail-accepted', id from outbox where template = 'notification'"));

        var report = read(transfer.reportGrant());

        assertThat(report.documents()).extracting(Report.Document::state)
                .containsExactly(DocumentState.ACCEPTED, DocumentState.REFUSED);
        assertThat(report.documents().getFirst().downloadedAt()).contains(transfer.clock.instant());
        assertThat(report.documents().getLast().refusal()).contains("content-mismatch");
        assertThat(report.mails()).extracting(Report.Mail::template)
                .containsExactlyInAnyOrder("notification", "not-delivered");
        assertThat(report.mails()).extracting(Report.Mail::state).containsOnly("waiting");
        assertThat(report.events()).extracting(Report.Event::kind)
                .containsExactly("mail-accepted", "document-downloaded", "delivered", "submitted");
        assertThat(report.events().getFirst().to()).contains("meldpunt@igj.nl");
        assertThat(report.events().get(1).document()).contains("a.pdf");
    }

    @Test
    void textMessagesShowStateAndTwoDigits() throws Exception {
        transfer.accepted("a.pdf", new byte[10]);
        transfer.deliver();
        await(transfer.database.run("""
                insert into outbox (
                    id, channel, transfer_id, template, language, recipient, state, due_at, expires_at, created_at,
                    settled_at, delivery, delivered_at)
                values
                    (gen_random_uuid(), 'sms', $1, 'code', 'nl', '+31612345678', 'accepted', now(), now(),
                        '2026-11-01T10:00:00Z', '2026-11-01T10:00:01Z', 'delivered', '2026-11-01T10:00:05Z'),
                    (gen_random_uuid(), 'sms', $1, 'code', 'nl', '+31612345699', 'unknown', now(), now(),
                        '2026-11-01T11:00:00Z', '2026-11-01T11:00:01Z', null, null)""", transfer.id));
        await(transfer.database.run("insert into event (transfer_id, at, kind, outbox_id)"
                + " select transfer_id, now(), 'sms-delivered', id from outbox where recipient like '%78'"));

        var report = read(transfer.reportGrant());

        assertThat(report.texts()).containsExactly(
                new Report.Text("78", "accepted", Optional.of("delivered"), Instant.parse("2026-11-01T10:00:05Z")),
                new Report.Text("99", "unknown", Optional.empty(), Instant.parse("2026-11-01T11:00:01Z")));
        assertThat(report.events().getFirst())
                .extracting(Report.Event::kind, Report.Event::to).containsExactly("sms-delivered", Optional.of("78"));
        assertThat(report.mails()).noneMatch(mail -> mail.to().startsWith("+"));
    }

    @Test
    void withoutTheKeyThereIsNoReport() throws Exception {
        transfer.accepted("a.pdf", new byte[10]);
        transfer.deliver();
        var grant = transfer.reportGrant();
        var dead = new Grant(
                grant.session(), grant.link(), grant.transfer(), grant.kind(), Optional.empty(), Optional.empty(),
                grant.staff(), false,
                grant.source(), grant.addressee());

        assertThatThrownBy(() -> read(dead)).hasRootCauseInstanceOf(nl.rijkscloud.kernel.Failure.class);
    }

    @Test
    void reportOfADestroyedTransferShowsEventsWithoutContent() throws Exception {
        transfer.accepted("a.pdf", new byte[10]);
        transfer.deliver();
        var grant = transfer.reportGrant();
        await(transfer.transfers.destroyKeys(transfer.database.client(), transfer.id, Transfer.State.DESTROYED));

        var report = read(grant);

        assertThat(report.message()).isEmpty();
        assertThat(report.documents()).isEmpty();
        assertThat(report.events()).isNotEmpty();
    }

    private Report read(Grant grant) {
        return await(reports.read(grant));
    }

    private void event(String kind, UUID document) {
        var event = TransferEvent.of(transfer.id, kind, transfer.clock.instant());
        await(transfer.transfers.addEvent(transfer.database.client(),
                document == null ? event : event.about(document)));
    }
}
