package nl.rijkscloud.custodian;

import io.vertx.core.Future;

/**
 * Cuts what is running of transfers that have ended, on whatever node that was decided: one statement for all that runs
 * here. The news of an end only saves the wait.
 */
final class EndedTransferWatcher {
    private final CustodianContext custodian;

    EndedTransferWatcher(CustodianContext custodian) {
        this.custodian = custodian;
    }

    Future<Void> run() {
        var running = custodian.running().transfers();
        return running.isEmpty()
                ? Future.succeededFuture()
                : custodian.transfers().filterEnded(custodian.database().client(), running)
                        .onSuccess(ended -> ended.forEach(custodian.running()::cut))
                        .mapEmpty();
    }
}
