package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.access.GrantAccess;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;

/** Lets staff who opened the download link of a transfer in this browser send another link with its key. */
final class SharingAccess {
    private final GrantAccess grants;
    private final Dossiers dossiers;
    private final Audit audit;

    SharingAccess(GrantAccess grants, Dossiers dossiers, Audit audit) {
        this.grants = grants;
        this.dossiers = dossiers;
        this.audit = audit;
    }

    /**
     * Finds the grant whose key makes another link. Fails with {@code NOT_FOUND} for a transfer that this viewer may
     * not see, and with {@code CONFLICT} {@code link-needed}, which names the mails that contain a link.
     *
     * @param act the action that a refusal is recorded for
     */
    Future<Grant> of(RoutingContext ctx, Viewer viewer, UUID transfer, Action act) {
        return dossiers.links(viewer, transfer).compose(links -> grants.find(ctx, transfer, LinkKind.DOWNLOAD)
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> audit.refused(
                        AuditEntry.refused(viewer.actor(), act, Result.LINK_NEEDED, Subject.transfer(transfer)),
                        linkNeeded(links)))));
    }

    private static Failure linkNeeded(List<Dossier.Link> links) {
        return Failure.of(
                        Failure.Kind.CONFLICT, "link-needed",
                        "Open the download link from your mail in this browser first. "
                                + "A sender uses the report link and its page.")
                .with("heldBy", DossierJson.heldBy(links));
    }
}
