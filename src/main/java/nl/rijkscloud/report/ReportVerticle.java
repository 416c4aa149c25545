package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore;

/**
 * Reads reports: opens the rows of a transfer with the key of the report link, and records each reading in the audit
 * log. It works on virtual threads, because opening a long manifest takes too long for an event loop. Deploy one
 * instance with {@code ThreadingModel.VIRTUAL_THREAD} before calling it; any thread may call it.
 */
final class ReportVerticle extends VerticleBase {
    private final ReportStore store = new ReportStore();
    private final Database database;
    private final TransferStore transfers;
    private final DocumentStore documents;
    private final RecipientStore recipients;
    private final Audit audit;

    ReportVerticle(
            Database database, TransferStore transfers, DocumentStore documents, RecipientStore recipients,
            Audit audit) {
        this.database = database;
        this.transfers = transfers;
        this.documents = documents;
        this.recipients = recipients;
        this.audit = audit;
    }

    /** Reads the kind of the grant's transfer, on the calling thread. Fails with {@code NOT_FOUND}. */
    Future<Transfer.Kind> kind(Grant grant) {
        return transfers.find(database.client(), grant.transfer())
                .map(found -> found.orElseThrow(Failure::notFound).transfer().kind());
    }

    /**
     * Reads a report, and completes on the caller's context. Fails with {@code NOT_FOUND} when there is no report, or
     * the link has ended before its transfer.
     */
    Future<Report> read(Grant grant) {
        var caller = vertx.getOrCreateContext();
        var report = Promise.<Report>promise();
        context.runOnContext(here -> Future.succeededFuture(grant)
                .compose(this::readHere)
                .onComplete(done -> caller.runOnContext(back -> report.handle(done))));
        return report.future();
    }

    private Future<Report> readHere(Grant grant) {
        return database.onOneConnection(client -> read(client, grant)).compose(report -> audit
                .look(AuditEntry.done(grant.actor(), Action.REPORT_READ, Subject.transfer(grant.transfer())))
                .map(report));
    }

    private Future<Report> read(SqlClient client, Grant grant) {
        // All are sent at once: none needs the answer of another.
        var transfer = transfers.findWithManifest(client, grant.transfer());
        var to = recipients.ofTransfer(client, grant.transfer());
        var rows = documents.ofTransfer(client, grant.transfer());
        var letters = store.letters(client, grant.transfer());
        var events = store.events(client, grant.transfer());
        return Future.join(transfer, to, rows, letters, events).map(read -> {
            var row = transfer.result().filter(one -> one.stored().transfer().state() != Transfer.State.OPEN)
                    .orElseThrow(Failure::notFound);
            return report(row.stored().transfer(), to.result(),
                    contents(row.stored(), row.manifest(), rows.result(), grant), letters.result(), events.result());
        });
    }

    private static Optional<ReportContents> contents(
            TransferStore.Stored stored, Optional<byte[]> manifest, List<Document> all, Grant grant) {
        return stored.transfer().state().isGone()
                ? Optional.empty()
                : Optional.of(ReportContents.of(grant.manifestKey(), stored, manifest, all));
    }

    private static Report report(
            Transfer transfer, List<Recipient> recipients, Optional<ReportContents> contents,
            ReportStore.Letters letters, List<ReportStore.StoredEvent> events) {
        var documents = contents.map(ReportContents::documents).orElse(List.of());
        var names = documents.stream().collect(Collectors.toMap(Report.Document::id, Report.Document::name));
        var shown = events.stream()
                .filter(event -> TransferEvent.Kind.of(event.kind())
                        .filter(TransferEvent.Kind::isForSender).isPresent())
                .map(event -> event(event, names))
                .toList();
        return new Report(transfer, recipients, contents.map(ReportContents::message), documents, letters.mails(),
                letters.texts(), shown);
    }

    private static Report.Event event(ReportStore.StoredEvent event, Map<UUID, String> names) {
        return new Report.Event(event.at(), event.kind(), event.document().map(names::get), event.to());
    }
}
