package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.http.Query;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.statement.SignedStatement;
import nl.rijkscloud.statement.StatementKind;
import nl.rijkscloud.statement.Statements;

/** {@code GET /api/receipt}: the signed receipts of a transfer, for the holder of its report link. */
final class ReceiptRoutes {
    /** The kinds about the portal's handling of the documents. */
    private static final List<StatementKind> RECEIPTS =
            List.of(StatementKind.RECEIVED, StatementKind.DELIVERED, StatementKind.REFUSED);

    private final Access access;
    private final DownloadStatements signed;
    private final Statements statements;
    private final Database database;
    private final Audit audit;
    private final PdfPrinter printer;
    private final String organisation;
    private final InstantSource clock;

    ReceiptRoutes(Access access, Statements statements, DownloadStatements signed, Platform platform, Audit audit) {
        this.access = access;
        this.signed = signed;
        this.statements = statements;
        this.database = platform.database();
        this.organisation = platform.config().organisation().fullName();
        this.clock = platform.clock();
        this.audit = audit;
        this.printer = new PdfPrinter(platform.vertx());
    }

    public void mount(Router router) {
        router.get("/api/receipt").handler(this::read);
    }

    /** The statements about a transfer as JSON, oldest first; this signs those that are due. */
    Future<JsonObject> list(Grant grant, Report report) {
        return signed.list(grant, report).map(all -> new JsonObject()
                .put("receipts", new JsonArray(all.stream().map(Statements.Listed::kind)
                        .filter(ReceiptRoutes::isReceipt).distinct().toList()))
                .put("statements", new JsonArray(all.stream().map(one -> new JsonObject()
                        .put("id", one.id().toString())
                        .put("kind", one.kind())
                        .put("at", one.at().toString())
                        .put("recipient", one.recipient().map(UUID::toString).orElse(null))).toList())));
    }

    private static boolean isReceipt(String kind) {
        return RECEIPTS.stream().map(StatementKind::word).anyMatch(kind::equals);
    }

    private void read(RoutingContext ctx) {
        var kinds = kinds(ctx.queryParam("kind"));
        access.of(ctx, LinkKind.REPORT)
                .compose(grant -> read(grant, Query.read(ctx, "id", UUID::fromString), kinds))
                .compose(text -> PdfPrinter.isAsked(ctx)
                        ? printer.print(ReceiptPaper.of(SignedStatement.contentOf(text), text))
                                .compose(pdf -> answer(ctx, "application/pdf", "pdf", Buffer.buffer(pdf)))
                        : answer(ctx, "application/jose", "jws", Buffer.buffer(text)))
                .onFailure(ctx::fail);
    }

    private static Future<Void> answer(RoutingContext ctx, String type, String extension, Buffer content) {
        return PdfPrinter.answer(ctx, type, "ontvangstbewijs." + extension, content);
    }

    /** Answers the report as a PDF. */
    Future<Void> print(RoutingContext ctx, Report report) {
        return printer.print(ReportPaper.of(report, organisation, clock.instant()))
                .compose(pdf -> PdfPrinter.answer(ctx, "application/pdf",
                        "rapportage-" + report.transfer().shownNumber() + ".pdf", Buffer.buffer(pdf)));
    }

    private Future<String> read(Grant grant, Optional<UUID> id, List<StatementKind> kinds) {
        var wanted = id.map(one -> statements.find(database.client(), grant.manifestKey(), one))
                .orElseGet(() -> statements.newest(database.client(), grant.manifestKey(), kinds));
        return wanted.map(found -> found.orElseThrow(() -> Failure.of(Failure.Kind.NOT_FOUND, "no-receipt",
                        statements.areOn() ? "There is no such receipt of this transfer."
                                : "This portal signs no receipts.")))
                .compose(text -> audit
                        .look(AuditEntry.done(grant.actor(), Action.REPORT_READ, Subject.transfer(grant.transfer())))
                        .map(text));
    }

    /** All kinds of receipts if none is asked for. */
    private static List<StatementKind> kinds(List<String> asked) {
        return asked.isEmpty()
                ? RECEIPTS
                : asked.stream().map(StatementKind::of).flatMap(Optional::stream).toList();
    }
}
