package nl.rijkscloud.transfer;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import nl.rijkscloud.bus.Bus;

/** Begins and submits transfers, on an event loop of its own. */
public final class TransferVerticle extends VerticleBase {
    private final Bus bus;
    private final TransferService transfers;
    private final SubmitService submissions;

    public TransferVerticle(Bus bus, TransferService transfers, SubmitService submissions) {
        this.bus = bus;
        this.transfers = transfers;
        this.submissions = submissions;
    }

    @Override
    public Future<?> start() {
        bus.serve(Submission.TOPIC, transfers::begin);
        bus.serve(Submit.TOPIC, submissions::submit);
        return Future.succeededFuture();
    }
}
