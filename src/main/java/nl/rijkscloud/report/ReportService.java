package nl.rijkscloud.report;

import io.vertx.core.Future;
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
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.EventKind;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;

/**
 * Reads the rows of a transfer, opens them with the key of the report link, and makes a report of them. Each reading is
 * recorded in the audit log.
 */
final class ReportService {
    private final ReportStore store = new ReportStore();
    private final Database database;
    private final TransferStore transfers;
    private final DocumentStore documents;
    private final RecipientStore recipients;
    private final Audit audit;

    ReportService(
            Database database, TransferStore transfers, DocumentStore documents, RecipientStore recipients,
            Audit audit) {
        this.database = database;
        this.transfers = transfers;
        this.documents = documents;
        this.recipients = recipients;
        this.audit = audit;
    }

    /** The kind of the grant's transfer. Fails with {@code NOT_FOUND}. */
    Future<Transfer.Kind> kind(Grant grant) {
        return transfers.find(database.client(), grant.transfer())
                .map(found -> found.orElseThrow(Failure::notFound).transfer().kind());
    }

    /** Fails with {@code NOT_FOUND} when there is no report, or the link has ended before its transfer. */
    Future<Report> read(Grant grant) {
        var client = database.client();
        return transfers.find(client, grant.transfer()).compose(found -> {
            var stored = found.filter(row -> row.transfer().state() != Transfer.State.OPEN)
                    .orElseThrow(Failure::notFound);
            return recipients.ofTransfer(client, grant.transfer())
                    .compose(to -> documents.ofTransfer(client, grant.transfer())
                    .compose(all -> transfers.manifest(client, grant.transfer())
                            .map(manifest -> contents(stored, manifest, all, grant)))
                    .compose(contents -> store.mails(client, grant.transfer()).compose(mails -> store
                            .texts(client, grant.transfer())
                            .compose(texts -> store.events(client, grant.transfer())
                                    .map(events -> report(stored.transfer(), to, contents, mails, texts, events))))));
        }).compose(report -> audit
                .tally(AuditEntry.done(grant.actor(), Action.REPORT_READ, Subject.transfer(grant.transfer())))
                .map(report));
    }

    private static Optional<ReportContents> contents(
            TransferStore.Stored stored, Optional<byte[]> manifest, List<nl.rijkscloud.document.Document> all,
            Grant grant) {
        return stored.transfer().state().isGone()
                ? Optional.empty()
                : Optional.of(ReportContents.of(grant.manifestKey(), stored, manifest, all));
    }

    private static Report report(
            Transfer transfer, List<Recipient> recipients, Optional<ReportContents> contents, List<Report.Mail> mails,
            List<Report.Text> texts, List<ReportStore.StoredEvent> events) {
        var documents = contents.map(ReportContents::documents).orElse(List.of());
        var names = documents.stream().collect(Collectors.toMap(Report.Document::id, Report.Document::name));
        var shown = events.stream()
                .filter(event -> EventKind.of(event.kind()).filter(EventKind::isForSender).isPresent())
                .map(event -> event(event, names))
                .toList();
        return new Report(transfer, recipients, contents.map(ReportContents::message), documents, mails, texts, shown);
    }

    private static Report.Event event(ReportStore.StoredEvent event, Map<UUID, String> names) {
        return new Report.Event(event.at(), event.kind(), event.document().map(names::get), event.to());
    }
}
