package nl.rijkscloud.audit;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.platform.Platform;

/** Wires the audit log, its readers and its upkeep. */
public final class AuditWiring {
    private static final Duration FEED_EVERY = Duration.ofSeconds(2);

    private final Platform platform;
    private final Audit audit;
    private final PeriodicTask feed;

    public AuditWiring(Platform platform) {
        this.platform = platform;
        audit = new Audit(platform.database(), platform.keys(), platform.clock());
        var lines = new AuditFeed(platform.chores(), platform.clock());
        feed = new PeriodicTask("audit-feed", pass -> lines.run());
    }

    public Audit audit() {
        return audit;
    }

    /** Counts repeated looks in memory, and writes lines to the output where that is wanted, until {@link #settle}. */
    public void start() {
        audit.startCounting(platform.vertx(), platform.metrics());
        if (platform.config().audit().lines() == Config.AuditLines.STDOUT) {
            feed.bindTo(platform.metrics());
            feed.every(platform.vertx(), FEED_EVERY);
        }
    }

    /** Completes when every count is written down. */
    public Future<Void> settle() {
        return feed.stop().eventually(audit::settle);
    }

    public AuditReader reader() {
        return new AuditReader(platform.database());
    }

    /** @param held true while the clock is not trusted and nothing may be deleted */
    public List<PeriodicTask> chores(BooleanSupplier held) {
        var care = new AuditCare(
                platform.chores(), audit, platform.keys(), platform.clock(), platform.config().audit().retention(),
                held);
        return List.of(new PeriodicTask("audit", pass -> care.run()));
    }
}
