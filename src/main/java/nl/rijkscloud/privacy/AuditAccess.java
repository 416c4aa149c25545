package nl.rijkscloud.privacy;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditQuery;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.http.Query;
import nl.rijkscloud.staff.Role;

/** Lets the privacy officer read the audit log. That they do is a line of the log before they see any. */
public final class AuditAccess {
    private final StaffAccess access;
    private final Audit audit;

    public AuditAccess(StaffAccess access, Audit audit) {
        this.access = access;
        this.audit = audit;
    }

    /** The lines that the query asks for, once {@code act} has been written down. */
    Future<AuditQuery> of(RoutingContext ctx, Action act) {
        return access.of(ctx, Role.FUNCTIONARIS).compose(member -> {
            var query = query(ctx);
            return audit.tally(AuditEntry.done(member.actor(), act, query.transfer().map(Subject::transfer).orElse(Subject.NONE))).map(query);
        });
    }

    private static AuditQuery query(RoutingContext ctx) {
        return new AuditQuery(
                Query.moment(ctx, "from"), Query.moment(ctx, "to"), id(ctx, "actor"), id(ctx, "transfer"),
                id(ctx, "subject"), Query.read(ctx, "action", Action::of), Query.read(ctx, "before", Long::valueOf));
    }

    private static Optional<UUID> id(RoutingContext ctx, String name) {
        return Query.read(ctx, name, UUID::fromString);
    }
}
