package nl.rijkscloud.access;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.staff.Role;

/**
 * Returns the grant of a working link. A download link works for its addressee only: an outsider who has given the
 * code, or a signed-in employee to whom the mail was addressed, personally or through a department.
 */
public final class GrantAccess implements Access {
    private final LinkAccess links;
    private final Audit audit;

    public GrantAccess(LinkAccess links, Audit audit) {
        this.links = links;
        this.audit = audit;
    }

    @Override
    public Future<Grant> of(RoutingContext ctx, LinkKind... kinds) {
        return links.of(ctx, kinds).compose(this::requireAlive);
    }

    /** The grant for a transfer that the request names in another way. */
    public Future<Grant> of(RoutingContext ctx, UUID transfer, LinkKind... kinds) {
        return links.of(ctx, transfer, kinds).compose(this::requireAlive);
    }

    /**
     * As {@link #of(RoutingContext, UUID, LinkKind...)}; empty where that fails with {@code NOT_FOUND} or
     * {@code UNAUTHENTICATED}.
     */
    public Future<Optional<Grant>> find(RoutingContext ctx, UUID transfer, LinkKind... kinds) {
        return of(ctx, transfer, kinds).map(Optional::of).recover(GrantAccess::emptyIfRefused);
    }

    private static Future<Optional<Grant>> emptyIfRefused(Throwable failure) {
        return failure instanceof Failure expected
                        && (expected.kind() == Failure.Kind.NOT_FOUND
                                || expected.kind() == Failure.Kind.UNAUTHENTICATED)
                ? Future.succeededFuture(Optional.empty())
                : Future.failedFuture(failure);
    }

    /** The grant that {@link LinkAccess} has found for this request, if its link works for the asker. */
    public Future<Grant> of(RoutingContext ctx, Grant found) {
        return requireAlive(found);
    }

    private Future<Grant> requireAlive(Grant grant) {
        if (!grant.alive()) {
            return Future.failedFuture(Failure.notFound());
        }
        return grant.kind() == LinkKind.DOWNLOAD ? requireAddressee(grant) : Future.succeededFuture(grant);
    }

    private Future<Grant> requireAddressee(Grant grant) {
        return grant.addressee().map(addressee -> addressee.outsider()
                        ? requireCode(grant)
                        : requireSignIn(grant, addressee))
                .orElseGet(() -> Future.failedFuture(Failure.notFound()));
    }

    private static Future<Grant> requireCode(Grant grant) {
        return grant.codeGiven()
                ? Future.succeededFuture(grant)
                : Future.failedFuture(Failure.of(
                        Failure.Kind.UNAUTHENTICATED, "code-required",
                        "Enter the code that was sent by text message to see these documents."));
    }

    private Future<Grant> requireSignIn(Grant grant, Grant.Addressee addressee) {
        if (addressee.roles().isEmpty()) {
            return Future.failedFuture(StaffAccess.signInRequired());
        }
        // A person who loses the role still has sessions, mailed links and a place in a department.
        if (!addressee.roles().get().contains(Role.MEDEWERKER.code())) {
            return refuse(grant, Result.MISSING_ROLE);
        }
        return addressee.addressed() ? Future.succeededFuture(grant) : refuse(grant, Result.NOT_ADDRESSED);
    }

    private Future<Grant> refuse(Grant grant, Result why) {
        var subject = Subject.recipient(grant.transfer(), grant.recipient().orElseThrow());
        return audit.refused(
                AuditEntry.refused(grant.actor(), Action.TRANSFER_OPENED, why, subject), Failure.notFound());
    }
}
