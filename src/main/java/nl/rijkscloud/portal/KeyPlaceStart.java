package nl.rijkscloud.portal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import nl.rijkscloud.kernel.FolderWrite;
import nl.rijkscloud.period.PeriodKeys.ForeignKeyPlace;
import nl.rijkscloud.period.PeriodWiring;
import nl.rijkscloud.startup.StartRefused;

/** Has the place of the period keys ready before anything is sealed, and looks after it for readiness. */
final class KeyPlaceStart {
    private final Vertx vertx;
    private final PeriodWiring periods;

    KeyPlaceStart(Vertx vertx, PeriodWiring periods) {
        this.vertx = vertx;
        this.periods = periods;
    }

    /**
     * Succeeds when the place is this database's and holds a key. Fails with {@link StartRefused} when a person has to
     * act.
     */
    Future<Void> begin() {
        return vertx.executeBlocking(this::makeFolder)
                .compose(made -> periods.confirm())
                .compose(ours -> periods.begin())
                .recover(failure -> Future.failedFuture(
                        failure instanceof ForeignKeyPlace foreign ? new StartRefused(foreign.getMessage()) : failure));
    }

    /** Succeeds when the place is there and can be written. */
    Future<Void> look() {
        return periods.confirm()
                .compose(ours -> vertx.executeBlocking(() -> FolderWrite.probe(periods.folder()), false))
                .mapEmpty();
    }

    private Void makeFolder() {
        try {
            periods.makeFolder();
            return null;
        } catch (IOException refused) {
            throw new StartRefused(
                    "storage.keys: " + periods.folder() + " is not there and cannot be made; make it, or mount it");
        }
    }
}
