package nl.rijkscloud.sending;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.access.LinkAccess.DraftGrants;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.code.CodeWiring;
import nl.rijkscloud.compose.ComposeWiring;
import nl.rijkscloud.keys.Shares;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.TransferWiring;

/** Wires drafts of staff, and later changes of recipients. */
public final class SendingWiring {
    private final Platform platform;
    private final TransferWiring transfer;
    private final ComposeWiring compose;
    private final Drafts drafts;
    private final RecipientChanges changes;

    public SendingWiring(
            Platform platform, LimitWiring limit, AuditWiring audit, LinkWiring link, CodeWiring code,
            TransferWiring transfer, ComposeWiring compose) {
        this.platform = platform;
        this.transfer = transfer;
        this.compose = compose;
        drafts = new Drafts(
                platform.database(), transfer.transfers(), transfer.recipients(), link.links(),
                new Shares(platform.slots(), platform.keys()), audit.audit(), platform.aead(),
                platform.random(), platform.clock(), platform.config().retention());
        changes = new RecipientChanges(
                platform.database(), transfer.transfers(), transfer.recipients(), code.recipientCodes(),
                link.sessions(), audit.audit(), limit.throttle(), limit.limits(), platform.clock());
    }

    public DraftGrants drafts() {
        return drafts;
    }

    public void mount(Router router, AccessWiring access) {
        new SendingRoutes(
                access.staff(), access.own(), drafts, compose.submissions(), changes, transfer.corrections(),
                platform.config().codes()).mount(router);
    }
}
