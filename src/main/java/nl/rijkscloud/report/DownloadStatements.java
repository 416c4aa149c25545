package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.statement.StatementKind;
import nl.rijkscloud.statement.Statements;
import nl.rijkscloud.transfer.Receipts;
import nl.rijkscloud.transfer.Recipient;

/**
 * Signs that a recipient has every document, when the sender first opens the report after that: the names of the
 * documents and the key that seals the statement are at hand then. Rows say what happened; the statement gives both
 * times.
 */
final class DownloadStatements {
    private final Database database;
    private final Statements statements;
    private final Receipts receipts;
    private final Audit audit;
    private final InstantSource clock;

    DownloadStatements(
            Database database, Statements statements, Receipts receipts, Audit audit, InstantSource clock) {
        this.database = database;
        this.statements = statements;
        this.receipts = receipts;
        this.audit = audit;
        this.clock = clock;
    }

    /** The statements that the sender can have, oldest first, those included that are signed now. */
    Future<List<Statements.Listed>> list(Grant grant, Report report) {
        return statements.list(database.client(), grant.transfer()).compose(there -> {
            var due = report.recipients().stream()
                    .filter(one -> one.downloadedAt().isPresent() && !report.documents().isEmpty())
                    .filter(one -> there.stream().noneMatch(statement -> isAbout(statement, one)))
                    .toList();
            return due.isEmpty() || !statements.areOn()
                    ? Future.succeededFuture(there)
                    : database.inTransaction(tx -> sign(tx, grant, report, due))
                            .compose(done -> statements.list(database.client(), grant.transfer()));
        });
    }

    private static boolean isAbout(Statements.Listed statement, Recipient recipient) {
        return statement.kind().equals(StatementKind.DOWNLOADED.word())
                && statement.recipient().filter(recipient.id()::equals).isPresent();
    }

    private Future<Void> sign(SqlClient tx, Grant grant, Report report, List<Recipient> due) {
        var documents = report.documents().stream()
                .filter(one -> one.state() == DocumentState.ACCEPTED).map(DownloadStatements::document).toList();
        var lines = new ArrayList<AuditEntry>();
        return Loop.forEach(due, one -> receipts
                .signDownloaded(tx, report.transfer(), one, documents, grant.manifestKey(), clock.instant())
                .onSuccess(signed -> signed.ifPresent(issued -> lines.add(AuditEntry
                        .done(Actor.SYSTEM, Action.DOWNLOAD_STATED, Subject.recipient(grant.transfer(), one.id()))
                        .withStatement(signed.map(Statements.Issued::hash))))))
                .compose(done -> audit.record(tx, lines));
    }

    private static JsonObject document(Report.Document one) {
        var json = new JsonObject().put("name", one.name()).put("size", one.size()).put("state", "downloaded");
        one.sha256().ifPresent(hash -> json.put("sha256", hash));
        return json;
    }
}
