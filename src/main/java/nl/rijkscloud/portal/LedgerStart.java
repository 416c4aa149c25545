package nl.rijkscloud.portal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import nl.rijkscloud.ledger.LedgerWiring;
import nl.rijkscloud.startup.NotReady;
import nl.rijkscloud.startup.StartRefused;

/** Has the destruction ledger ready before anything ends, and looks after it for readiness. */
final class LedgerStart {
    private final Vertx vertx;
    private final LedgerWiring ledger;

    LedgerStart(Vertx vertx, LedgerWiring ledger) {
        this.vertx = vertx;
        this.ledger = ledger;
    }

    /** Succeeds when the ledger is there and this portal's. Fails with {@link NotReady} or {@link StartRefused}. */
    Future<Void> begin() {
        return vertx.executeBlocking(this::makeFolder).compose(made -> confirm());
    }

    /** Succeeds when the ledger is there and can be written. */
    Future<Void> look() {
        return confirm().compose(ours -> vertx.executeBlocking(ledger::probe, false)).mapEmpty();
    }

    private Future<Void> confirm() {
        return ledger.isOurs().compose(ours -> ours
                .map(own -> own ? Future.<Void>succeededFuture() : Future.<Void>failedFuture(new StartRefused(
                        name() + " belongs to another portal; mount the right one, or take an empty folder")))
                .orElseGet(() -> Future.failedFuture(new NotReady(name() + " does not carry this portal's mark: it is "
                        + "not mounted, or it is another one. If it is lost for good, see \"Restore\" in "
                        + "operations.md"))));
    }

    private Void makeFolder() {
        try {
            ledger.makeFolder();
            return null;
        } catch (IOException refused) {
            throw new StartRefused(name() + " is not there and cannot be made; make it, or mount it");
        }
    }

    private String name() {
        return "ledger.folder: " + ledger.folder();
    }
}
