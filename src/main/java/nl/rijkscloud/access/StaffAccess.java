package nl.rijkscloud.access;

import static java.util.stream.Collectors.toSet;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.link.Sessions.Account;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.vault.SessionSecret;

/** Lets a signed-in person with one of the roles of a route pass. */
public final class StaffAccess {
    /**
     * A signed-in person, the session they are signed in to, and where the request came from.
     *
     * @param departments the addresses of the person's departments
     */
    public record Member(Staff staff, List<String> departments, SessionSecret session, Source source) {
        static Member of(Account account, SessionSecret session, Source source) {
            var roles = account.roles().stream().map(code -> Role.of(code).orElseThrow()).collect(toSet());
            return new Member(new Staff(account.id(), account.name(), account.email(), account.mobile(), roles),
                    account.departments(), session, source);
        }

        public Actor actor() {
            return Actor.staff(staff.id()).from(source);
        }
    }

    private final Sessions sessions;
    private final ClientAddress addresses;
    private final Audit audit;

    public StaffAccess(Sessions sessions, ClientAddress addresses, Audit audit) {
        this.sessions = sessions;
        this.addresses = addresses;
        this.audit = audit;
    }

    /** The signed-in person, who has one of these roles; when none is given, any signed-in person. */
    public Future<Member> of(RoutingContext ctx, Role... anyOf) {
        var cookie = SessionCookie.read(ctx);
        return sessions.findAccount(cookie)
                .map(found -> found.orElseThrow(StaffAccess::signInRequired))
                .map(account -> Member.of(account, cookie.orElseThrow(), addresses.of(ctx.request())))
                .compose(member -> anyOf.length == 0 || List.of(anyOf).stream().anyMatch(member.staff()::has)
                        ? Future.succeededFuture(member)
                        : audit.refused(
                                AuditEntry.refused(member.actor(), Action.ROLE_CHECKED, Result.MISSING_ROLE,
                                        Subject.NONE), Failure.notFound()));
    }

    static Failure signInRequired() {
        return Failure.of(Failure.Kind.UNAUTHENTICATED, "sign-in-required", "Sign in first.");
    }
}
