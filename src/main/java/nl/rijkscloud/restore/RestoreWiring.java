package nl.rijkscloud.restore;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.ledger.LedgerWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.TransferWiring;

/** Wires the start on a database that was put back from a backup. */
public final class RestoreWiring {
    private final Restore restore;
    private volatile boolean held;

    public RestoreWiring(Platform platform, AuditWiring audit, LedgerWiring ledger, TransferWiring transfer) {
        restore = new Restore(platform.chores(), ledger.history(), transfer.transfers(), transfer.termination(),
                audit.audit(), platform.clock(), platform.config().codes().triesPerTransfer());
    }

    /**
     * Carries out what an operator has confirmed, if there is something.
     *
     * @return the moment of the backup while the database may not be used; empty once it may
     */
    public Future<Optional<Instant>> proceed() {
        return restore.proceed().onSuccess(backup -> held = backup.isPresent());
    }

    /** True while nobody may be served. */
    public boolean isHeld() {
        return held;
    }
}
