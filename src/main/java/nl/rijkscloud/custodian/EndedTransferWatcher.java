package nl.rijkscloud.custodian;

import io.vertx.core.Future;

/**
 * Aborts local streams of transfers that any node has ended, with one statement for all of them. The news of an end
 * only shortens the wait.
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
