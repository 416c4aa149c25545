package nl.rijkscloud.proof;

import io.vertx.ext.web.Router;
import java.util.List;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.blob.BlobWiring;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.report.PdfPrinter;
import nl.rijkscloud.statement.StatementWiring;

/** Wires statements of destruction and the heads of days. */
public final class ProofWiring {
    private final Platform platform;
    private final LimitWiring limit;
    private final StatementWiring statement;
    private final DestructionStatements destruction;
    private final DayHeads heads;

    /** @param held true while the clock is not trusted */
    public ProofWiring(
            Platform platform, LimitWiring limit, AuditWiring audit, StatementWiring statement, BlobWiring blob,
            BooleanSupplier held) {
        this.platform = platform;
        this.limit = limit;
        this.statement = statement;
        destruction = new DestructionStatements(
                platform.chores(), statement.statements(), blob.store(), blob.workers(), audit.audit(),
                platform.clock());
        heads = new DayHeads(
                platform.vertx(), platform.chores(), statement.statements(), audit.audit(), platform.clock(), held);
    }

    public List<PeriodicTask> chores() {
        return List.of(new PeriodicTask("destruction-statements", destruction::run),
                new PeriodicTask("day-heads", heads::run));
    }

    public void mount(Router router, AccessWiring access) {
        new ProofRoutes(statement.statements(), heads, platform.database(), limit.throttle(), limit.limits(),
                access.addresses(), new PdfPrinter(platform.vertx())).mount(router);
        new DestructionRoutes(access.staff(), statement.statements(), platform.database()).mount(router);
    }
}
