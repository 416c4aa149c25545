package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.statement.SignedStatement;
import nl.rijkscloud.statement.StatementKind;
import nl.rijkscloud.statement.Statements;

/** {@code GET /api/receipt}: the signed receipts of a transfer, for the holder of its report link. */
final class ReceiptRoutes {
    private final Access access;
    private final Statements statements;
    private final Database database;
    private final Audit audit;
    private final PdfPrinter printer;
    private final String organisation;
    private final InstantSource clock;

    ReceiptRoutes(Access access, Statements statements, Platform platform, Audit audit) {
        this.access = access;
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

    /** The kinds of receipts that there are, oldest first. */
    Future<List<String>> kinds(Grant grant) {
        return statements.kinds(database.client(), grant.transfer());
    }

    private void read(RoutingContext ctx) {
        var kinds = kinds(ctx.queryParam("kind"));
        access.of(ctx, LinkKind.REPORT)
                .compose(grant -> newest(grant, kinds))
                .compose(text -> asPdf(ctx)
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

    static boolean asPdf(RoutingContext ctx) {
        return ctx.queryParam("format").equals(List.of("pdf"));
    }

    private Future<String> newest(Grant grant, List<StatementKind> kinds) {
        return statements.newest(database.client(), grant.manifestKey(), kinds)
                .map(found -> found.orElseThrow(() -> Failure.of(Failure.Kind.NOT_FOUND, "no-receipt",
                        statements.areOn() ? "There is no such receipt of this transfer."
                                : "This portal signs no receipts.")))
                .compose(text -> audit
                        .look(AuditEntry.done(grant.actor(), Action.REPORT_READ, Subject.transfer(grant.transfer())))
                        .map(text));
    }

    /** All kinds of receipts if none is asked for. */
    private static List<StatementKind> kinds(List<String> asked) {
        return asked.isEmpty()
                ? List.of(StatementKind.values())
                : asked.stream().map(StatementKind::of).flatMap(Optional::stream).toList();
    }
}
