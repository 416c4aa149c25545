package nl.rijkscloud.submission;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.TransferWiring;

/** Wires the form of an outsider who takes the initiative. */
public final class SubmissionWiring {
    private final Platform platform;
    private final SubmissionService submissions;

    public SubmissionWiring(
            Platform platform, LimitWiring limit, AuditWiring audit, OutboxWiring outbox, TransferWiring transfer) {
        this.platform = platform;
        submissions = new SubmissionService(
                platform.database(), transfer.uploadLinks(), outbox.outbox(), transfer.mails(), audit.audit(),
                limit.throttle(), limit.pacing(), limit.limits(), platform.clock(), platform.config().retention());
    }

    public void mount(Router router, AccessWiring access) {
        new SubmissionRoutes(submissions, platform.config().organisation(), access.addresses()).mount(router);
    }
}
