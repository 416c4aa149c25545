package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
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

/** What somebody of the staff may do with a transfer because they opened a mailed link of it in this browser. Any thread. */
public final class StaffGrant {
    private final GrantAccess access;
    private final Dossiers dossiers;
    private final Audit audit;

    public StaffGrant(GrantAccess access, Dossiers dossiers, Audit audit) {
        this.access = access;
        this.dossiers = dossiers;
        this.audit = audit;
    }

    /** A living grant that shows names and message, if there is one. */
    Future<Optional<Grant>> reading(RoutingContext ctx, UUID transfer) {
        return living(ctx, transfer, LinkKind.DOWNLOAD)
                .compose(found -> found.isPresent() ? Future.succeededFuture(found) : living(ctx, transfer, LinkKind.REPORT));
    }

    /**
     * The grant that holds the key to make another link with, for {@code act}. Fails with {@code NOT_FOUND} for a transfer that this person may not see, and with
     * {@code CONFLICT} {@code link-needed} and the mails that hold a link.
     */
    Future<Grant> sharing(RoutingContext ctx, Viewer viewer, UUID transfer, Action act) {
        return dossiers.links(viewer, transfer).compose(links -> living(ctx, transfer, LinkKind.DOWNLOAD)
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> audit.refused(
                        AuditEntry.refused(viewer.actor(), act, Result.LINK_NEEDED, Subject.transfer(transfer)), linkNeeded(links)))));
    }

    private static Failure linkNeeded(List<Dossier.Link> links) {
        return Failure.of(
                        Failure.Kind.CONFLICT, "link-needed",
                        "Open the download link from your mail in this browser first. A sender uses the report link and its page.")
                .with("heldBy", DossierJson.heldBy(links));
    }

    private Future<Optional<Grant>> living(RoutingContext ctx, UUID transfer, LinkKind kind) {
        return access.of(ctx, transfer, kind).map(Optional::of).recover(failure -> none(failure));
    }

    private static Future<Optional<Grant>> none(Throwable failure) {
        return failure instanceof Failure expected
                        && (expected.kind() == Failure.Kind.NOT_FOUND || expected.kind() == Failure.Kind.UNAUTHENTICATED)
                ? Future.succeededFuture(Optional.empty())
                : Future.failedFuture(failure);
    }
}
