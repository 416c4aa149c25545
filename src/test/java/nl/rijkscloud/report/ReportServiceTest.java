package nl.rijkscloud.report;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import java.nio.file.Path;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.DocumentState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportServiceTest {
    @TempDir
    Path folder;

    private SampleTransfer transfer;

    @BeforeEach
    void serve() {
        transfer = new SampleTransfer(folder);
        var service = new ReportService(transfer.database, transfer.transfers, transfer.documents, transfer.audit);
        await(transfer.vertx.deployVerticle(
                new ReportVerticle(transfer.bus, service), new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void beforeDeliveryItSaysWhatIsStillBeingChecked() throws Exception {
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
    void afterDeliveryItTellsMailsDownloadsAndEventsNewestFirst() throws Exception {
        var accepted = transfer.accepted("a.pdf", new byte[10]);
        var refused = transfer.checking("b.pdf", 20);
        await(transfer.documents.refuse(transfer.database.client(), refused, "content-mismatch", transfer.clock.instant()));
        transfer.deliver();
        await(transfer.documents.downloaded(transfer.database.client(), accepted, transfer.clock.instant()));
        event("document-downloaded", accepted);
        event("something-internal", null);
        await(transfer.database.run("insert into event (transfer_id, at, kind, outbox_id)"
                + " select transfer_id, now(), 'mail-accepted', id from outbox where template = 'notification'"));

        var report = read(transfer.reportGrant());

        assertThat(report.documents()).extracting(Report.Document::state)
                .containsExactly(DocumentState.ACCEPTED, DocumentState.REFUSED);
        assertThat(report.documents().getFirst().downloadedAt()).contains(transfer.clock.instant());
        assertThat(report.documents().getLast().refusal()).contains("content-mismatch");
        assertThat(report.mails()).extracting(Report.Mail::template).containsExactlyInAnyOrder("notification", "not-delivered");
        assertThat(report.mails()).extracting(Report.Mail::state).containsOnly("waiting");
        assertThat(report.events()).extracting(Report.Event::kind)
                .containsExactly("mail-accepted", "document-downloaded", "delivered", "submitted");
        assertThat(report.events().getFirst().to()).contains("meldpunt@igj.nl");
        assertThat(report.events().get(1).document()).contains("a.pdf");
    }

    @Test
    void withoutTheKeyThereIsNoReport() throws Exception {
        transfer.accepted("a.pdf", new byte[10]);
        transfer.deliver();
        var grant = transfer.reportGrant();
        var dead = new Grant(
                grant.session(), grant.link(), grant.transfer(), grant.kind(), grant.share(), java.util.Optional.empty(), grant.staff(),
                grant.source());

        assertThatThrownBy(() -> read(dead)).hasRootCauseInstanceOf(nl.rijkscloud.failure.Failure.class);
    }

    @Test
    void ofADestroyedTransferItSaysWhatHappenedAndNothingOfTheContent() throws Exception {
        transfer.accepted("a.pdf", new byte[10]);
        transfer.deliver();
        var grant = transfer.reportGrant();
        await(transfer.transfers.destroyed(transfer.database.client(), transfer.id));

        var report = read(grant);

        assertThat(report.message()).isEmpty();
        assertThat(report.documents()).isEmpty();
        assertThat(report.events()).isNotEmpty();
    }

    private Report read(Grant grant) {
        return await(transfer.bus.ask(ReadReport.TOPIC, new ReadReport(grant)));
    }

    private void event(String kind, java.util.UUID document) {
        await(transfer.transfers.event(transfer.database.client(), transfer.id, kind, document, null, transfer.clock.instant()));
    }
}
