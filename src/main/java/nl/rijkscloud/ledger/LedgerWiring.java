package nl.rijkscloud.ledger;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.ledger.LedgerClaim.Ownership;
import nl.rijkscloud.platform.Platform;

/** Wires the ledger, its place and the claim with the database. */
public final class LedgerWiring {
    private final Platform platform;
    private final LedgerPlace place;
    private final LedgerClaim claim;
    private final Ledger ledger;
    private final PeriodicTask tidy;

    public LedgerWiring(Platform platform) {
        this.platform = platform;
        place = new FolderLedger(folder());
        claim = new LedgerClaim(platform.vertx(), platform.chores(), place);
        ledger = new Ledger(platform.vertx(), platform.chores(), place, platform.clock());
        var cleaner = new LedgerTidy(platform.vertx(), platform.chores(), ledger, place, platform.clock(),
                platform.config().ledger().keep());
        tidy = new PeriodicTask("ledger-tidy", pass -> cleaner.run());
    }

    public Ledger ledger() {
        return ledger;
    }

    public Path folder() {
        return platform.config().ledger().folder();
    }

    /** Makes the folder where there is none. Blocks. */
    public void makeFolder() throws IOException {
        FolderLedger.make(folder());
    }

    /** True when the ledger is this portal's, false when it is another's; empty when it is not there. */
    public Future<Optional<Boolean>> isOurs() {
        return claim.confirm().map(owner -> Optional.of(owner == Ownership.OURS)
                .filter(known -> owner != Ownership.ABSENT));
    }

    /** Finds the ends that are in the ledger and not in a database from a backup. */
    public LedgerHistory history() {
        return LedgerHistory.of(platform.vertx(), platform.chores(), platform.config().ledger(), platform.clock());
    }

    /** Writes something durably and removes it. Blocks. */
    public boolean probe() throws IOException {
        return place.probe();
    }

    /**
     * Begins to move the position of this server.
     *
     * @param onOlder runs when the database turns out to have lost it again
     */
    public Future<Void> join(Runnable onOlder) {
        return ledger.join(onOlder).onSuccess(done -> {
            ledger.duty().bindTo(platform.metrics());
            ledger.duty().every(platform.vertx(), Ledger.INTERVAL);
            tidy.bindTo(platform.metrics());
            tidy.every(platform.vertx(), LedgerTidy.INTERVAL);
        });
    }

    public Future<Void> stop() {
        return Future.join(ledger.duty().stop(), tidy.stop()).mapEmpty();
    }
}
