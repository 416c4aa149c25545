package nl.rijkscloud.compose;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.period.PeriodWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.request.RequestWiring;
import nl.rijkscloud.transfer.TransferWiring;

/** Wires the page of an open transfer, and Verstuur. */
public final class ComposeWiring {
    private final TypedMessages messages;
    private final SubmitService submissions;
    private final TransferReader reader;

    public ComposeWiring(
            Platform platform, PeriodWiring period, AuditWiring audit, OutboxWiring outbox, LinkWiring link,
            TransferWiring transfer, RequestWiring request) {
        var database = platform.database();
        messages = new TypedMessages(database, transfer.transfers(), link.links(), platform.aead());
        submissions = new SubmitService(
                database, transfer.transfers(), transfer.documents(), transfer.recipients(), link.links(),
                request.afterSubmit(), outbox.outbox(), transfer.mails(), transfer.delivery(),
                transfer.receipts(), audit.audit(),
                platform.aead(), platform.clock(), platform.config().retention());
        reader = new TransferReader(
                database, transfer.transfers(), transfer.documents(), transfer.recipients(), request.requests(),
                period.seal(), platform.config());
    }

    public SubmitService submissions() {
        return submissions;
    }

    public TransferReader reader() {
        return reader;
    }

    public void mount(Router router, AccessWiring access) {
        new ComposeRoutes(access.grants(), access.links(), messages, submissions, reader).mount(router);
    }
}
