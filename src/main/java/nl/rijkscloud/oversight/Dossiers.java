package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.report.ReportContents;
import nl.rijkscloud.request.Request;
import nl.rijkscloud.request.RequestItems;
import nl.rijkscloud.request.RequestStore;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.triage.Claims;
import nl.rijkscloud.triage.ReadMarks;

/** Reads one transfer for staff. A transfer that they may not see does not exist for them. */
final class Dossiers {
    private final DossierStore store = new DossierStore();
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final DocumentStore documents;
    private final RequestStore requests;
    private final RequestItems items;
    private final Links links;
    private final Audit audit;
    private final ReadMarks marks;
    private final Claims claims;
    private final InstantSource clock;
    private final int wrongCodes;
    private final int maxAnswers;

    /**
     * @param wrongCodes number of wrong codes that locks a recipient out
     * @param maxAnswers to one request
     */
    Dossiers(
            Database database, TransferStore transfers, RecipientStore recipients, DocumentStore documents,
            RequestStore requests, RequestItems items, Links links, Audit audit, ReadMarks marks, Claims claims,
            InstantSource clock, int wrongCodes, int maxAnswers) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.documents = documents;
        this.requests = requests;
        this.items = items;
        this.links = links;
        this.audit = audit;
        this.marks = marks;
        this.claims = claims;
        this.clock = clock;
        this.wrongCodes = wrongCodes;
        this.maxAnswers = maxAnswers;
    }

    /**
     * Reads a transfer and records that it was seen. Fails with {@code NOT_FOUND} for one that this viewer may not see.
     *
     * @param grant of this browser on the transfer, from a link that was opened in it
     */
    Future<Dossier> read(Viewer viewer, UUID id, Optional<Grant> grant) {
        return find(viewer, id, grant).compose(dossier -> audit
                .look(AuditEntry.done(viewer.actor(), Action.TRANSFER_SEEN, Subject.transfer(id)))
                .compose(written -> marks.see(viewer.id(), id))
                .map(dossier));
    }

    private Future<Dossier> find(Viewer viewer, UUID id, Optional<Grant> grant) {
        var client = database.client();
        return transfers.find(client, id).compose(found -> {
            var stored = found.orElseThrow(Failure::notFound);
            return recipients.ofTransfer(client, id).compose(all -> {
                if (!viewer.maySee(stored.transfer(), all)) {
                    return audit.refused(
                            AuditEntry.refused(viewer.actor(), Action.TRANSFER_SEEN, Result.NOT_ADDRESSED,
                                    Subject.transfer(id)),
                            Failure.notFound());
                }
                return read(viewer, stored, all, grant);
            });
        });
    }

    /**
     * Requires a download grant of this browser on the transfer, whose key makes another link. Fails with {@code
     * NOT_FOUND} for a transfer that this viewer may not see, and with {@code CONFLICT} {@code link-needed}, which
     * names the mails that contain a link.
     *
     * @param action the action that a refusal is recorded for
     */
    Future<Grant> requireKey(Viewer viewer, UUID id, Optional<Grant> download, Action action) {
        return find(viewer, id, Optional.empty()).compose(dossier -> download.map(Future::succeededFuture)
                .orElseGet(() -> audit.refused(
                        AuditEntry.refused(viewer.actor(), action, Result.LINK_NEEDED, Subject.transfer(id)),
                        linkNeeded(dossier.links()))));
    }

    private static Failure linkNeeded(List<Dossier.Link> links) {
        return Failure.of(
                        Failure.Kind.CONFLICT, "link-needed",
                        "Open the download link from your mail in this browser first. "
                                + "A sender uses the report link and its page.")
                .with("heldBy", Dossier.array(links, Dossier.Link::toJson));
    }

    private Future<Dossier> read(
            Viewer viewer, TransferStore.Stored stored, List<Recipient> all, Optional<Grant> grant) {
        var client = database.client();
        var id = stored.transfer().id();
        return requests.find(client, id).compose(request -> Future.all(List.of(
                        store.findLocked(client, id, wrongCodes), documents.ofTransfer(client, id),
                        store.messages(client, id),
                        store.links(client, id, clock.instant()), links.latestEnd(client, id),
                        store.events(client, id), answers(client, request),
                        grant.isPresent() ? transfers.manifest(client, id) : Future.succeededFuture(Optional.empty()),
                        claims.find(id, viewer.id()),
                        asked(client, request, viewer.mayChange(stored.transfer(), all)),
                        store.hold(client, id, clock.instant())))
                .map(read -> {
                    List<Document> rows = read.resultAt(1);
                    Optional<byte[]> manifest = read.resultAt(7);
                    var opened = grant.filter(living -> !stored.transfer().state().isGone())
                            .map(living -> ReportContents.of(living.manifestKey(), stored, manifest, rows));
                    return new Dossier(
                            stored.transfer(), all, read.resultAt(0), rows, read.resultAt(2), read.resultAt(3),
                            read.resultAt(4),
                            viewer.isConcerned(stored.transfer(), all), viewer.mayChange(stored.transfer(), all),
                            opened.isPresent() && grant.orElseThrow().kind() == LinkKind.DOWNLOAD, opened,
                            read.resultAt(5), request, read.resultAt(6), read.resultAt(8), read.resultAt(9),
                            read.resultAt(10));
                }));
    }

    private Future<RequestItems.Shown> asked(SqlClient client, Optional<Request> found, boolean named) {
        return found.map(request -> items.read(client, request, named))
                .orElse(Future.succeededFuture(RequestItems.Shown.NOTHING));
    }

    private Future<Optional<Dossier.Answers>> answers(SqlClient client, Optional<Request> found) {
        return found.filter(Request::repeat)
                .map(request -> requests.findSeries(client, request.series())
                        .map(series -> Optional.of(new Dossier.Answers(series.answers(), maxAnswers))))
                .orElse(Future.succeededFuture(Optional.empty()));
    }
}
