package nl.rijkscloud.privacy;

import io.vertx.ext.web.Router;
import java.util.List;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.report.PdfPrinter;

/** Wires the privacy officer's pages: people, the audit log, retention. */
public final class PrivacyWiring {
    private final Platform platform;
    private final AuditWiring audit;
    private final PersonSearch persons;
    private final PersonExport export;
    private final Retention retention;

    public PrivacyWiring(Platform platform, LimitWiring limit, AuditWiring audit) {
        this.platform = platform;
        this.audit = audit;
        persons = new PersonSearch(
                platform.database(), audit.audit(), limit.throttle(), limit.limits(), platform.keys());
        export = new PersonExport(
                platform.database(), audit.audit(), limit.throttle(), limit.limits(), platform.keys(),
                platform.clock());
        retention = new Retention(platform.database(), platform.config(), platform.clock());
    }

    /** @param held true while the clock is not trusted and nothing may be deleted */
    public List<PeriodicTask> chores(BooleanSupplier held) {
        var erasure = new Erasure(platform.chores(), audit.audit(), platform.clock(),
                platform.config().retention(), held);
        var overdue = new OverdueCount(retention, platform.clock());
        overdue.bindTo(platform.metrics());
        return List.of(new PeriodicTask("erasure", erasure::run),
                new PeriodicTask("overdue-count", pass -> overdue.look()));
    }

    public void mount(Router router, AccessWiring access) {
        new AuditRoutes(access.staff(), audit.audit(), audit.reader()).mount(router);
        new PrivacyRoutes(access.staff(), persons, retention).mount(router);
        new ExportRoutes(
                access.staff(), export, new PdfPrinter(platform.vertx()), platform.vertx(),
                platform.config().organisation().fullName()).mount(router);
    }
}
