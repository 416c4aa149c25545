package nl.rijkscloud.audit;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.platform.Platform;

/** Joins the audit log, what reads it and what maintains it. */
public final class AuditWiring {
    private final Platform platform;
    private final Audit audit;

    public AuditWiring(Platform platform) {
        this.platform = platform;
        audit = new Audit(platform.database(), platform.master(), platform.clock());
    }

    public Audit audit() {
        return audit;
    }

    /** Counts repeated looks in memory from now on, until {@link #settle}. */
    public void startCounting() {
        audit.startCounting(platform.vertx(), platform.metrics());
    }

    /** Completes when every count is written down. */
    public Future<Void> settle() {
        return audit.settle();
    }

    public AuditReader reader() {
        return new AuditReader(platform.database());
    }

    /** @param held true while the clock is not trusted and nothing may be deleted */
    public List<PeriodicTask> chores(BooleanSupplier held) {
        var care = new AuditCare(
                platform.chores(), audit, platform.master(), platform.clock(), platform.config().audit().retention(),
                held);
        return List.of(new PeriodicTask("audit", pass -> care.run()));
    }
}
