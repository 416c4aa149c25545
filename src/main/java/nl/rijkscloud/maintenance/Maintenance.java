package nl.rijkscloud.maintenance;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.PeriodicTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows if the portal is closed for maintenance. It reads the database every two seconds, so that all servers close and
 * open together; while the database is away it stays as it was. Safe for use from any thread.
 */
public final class Maintenance {
    /** The interval of {@link #duty}. */
    public static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

    private final MaintenanceStore store;
    private volatile Optional<String> note = Optional.empty();

    public Maintenance(Database database) {
        this.store = new MaintenanceStore(database);
    }

    /** The operator's text for visitors, which may be empty; nothing while the portal is open. */
    public Optional<String> note() {
        return note;
    }

    /** Reads the database, again and again. */
    public PeriodicTask duty() {
        return new PeriodicTask("maintenance", pass -> read());
    }

    public Future<Void> read() {
        return store.find().map(found -> {
            var now = found.map(MaintenanceStore.Closure::note);
            if (now.isPresent() != note.isPresent()) {
                LOG.warn(now.isPresent() ? "closed for maintenance; running uploads go on" : "open again");
            }
            note = now;
            return null;
        });
    }

    /** The moment since which the portal is closed; nothing while it is open. */
    public Future<Optional<Instant>> since() {
        return store.find().map(found -> found.map(MaintenanceStore.Closure::since));
    }

    /** @param text for visitors; may be empty */
    public Future<Void> close(String text) {
        return store.close(text);
    }

    public Future<Void> open() {
        return store.open();
    }
}
