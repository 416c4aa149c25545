package nl.rijkscloud.portal;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import nl.rijkscloud.compose.Submit;
import nl.rijkscloud.compose.SubmitService;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.sending.BeginDraft;
import nl.rijkscloud.sending.Drafts;
import nl.rijkscloud.sending.SaveDraft;
import nl.rijkscloud.submission.Submission;
import nl.rijkscloud.submission.SubmissionService;

/** Begins and submits transfers, on an event loop of its own. */
public final class TransferVerticle extends VerticleBase {
    private final Bus bus;
    private final SubmissionService transfers;
    private final SubmitService submissions;
    private final Drafts drafts;

    public TransferVerticle(Bus bus, SubmissionService transfers, SubmitService submissions, Drafts drafts) {
        this.bus = bus;
        this.transfers = transfers;
        this.submissions = submissions;
        this.drafts = drafts;
    }

    @Override
    public Future<?> start() {
        bus.serve(Submission.TOPIC, transfers::begin);
        bus.serve(Submit.TOPIC, submissions::submit);
        bus.serve(BeginDraft.TOPIC, drafts::begin);
        bus.serve(SaveDraft.TOPIC, drafts::save);
        return Future.succeededFuture();
    }
}
