package nl.rijkscloud.link;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.period.PeriodWiring;
import nl.rijkscloud.period.SealedRows;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.vault.RecoveryKey;

/** Wires links, the sessions that they open, and the verticle that looks after both. */
public final class LinkWiring {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Platform platform;
    private final Links links;
    private final Sessions sessions;
    private final RecentRows recent;
    private final LinkService service;

    /** Blocks while it reads the public half of the recovery key, if there is one. */
    public LinkWiring(Platform platform, PeriodWiring period, AuditWiring audit) throws IOException {
        this.platform = platform;
        var config = platform.config();
        recent = new RecentRows(config.sessions().remembered(), platform.clock(), platform.metrics());
        links = new Links(
                platform.slots(), period.seal(), platform.random(), platform.clock(), config.server().publicUrl(),
                config.retention().maximum(), recent, RecoveryKey.readIfSet(config.recovery().publicKeyFile()));
        sessions = new Sessions(
                platform.database(), platform.slots(), platform.aead(), audit.audit(), platform.random(),
                platform.clock(), config.sessions(), recent);
        service = new LinkService(
                platform.database(), platform.slots(), platform.aead(), sessions, audit.audit(), platform.clock());
    }

    public Links links() {
        return links;
    }

    public Sessions sessions() {
        return sessions;
    }

    /** The rows about access that this server has just read. */
    public RecentRows recent() {
        return recent;
    }

    public LinkService service() {
        return service;
    }

    /** @param lost settles a transfer whose key was destroyed with its period */
    public SealedRows sealedRows(Function<UUID, Future<Void>> lost) {
        return Links.sealedRows(platform.chores(), platform.slots(), lost);
    }

    /** @param others chores of other rooms that bring links */
    public Deployable verticle(List<PeriodicTask> others) {
        var own = new PeriodicTask("sessions", pass -> sessions.clear());
        var tasks = Stream.concat(others.stream(), Stream.of(own)).toList();
        return new LinkVerticle(tasks, INTERVAL, platform.metrics());
    }
}
