package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.StaffService;

/** Who looks at transfers: the signed-in person with their departments as they are now. Any thread. */
public final class Viewers {
    private final StaffAccess access;
    private final StaffService staff;

    public Viewers(StaffAccess access, StaffService staff) {
        this.access = access;
        this.staff = staff;
    }

    /** Fails as {@link StaffAccess#of} does. */
    Future<Viewer> of(RoutingContext ctx) {
        return access.of(ctx, Role.MEDEWERKER, Role.BEHEERDER).compose(member -> {
            var person = member.staff();
            return staff.departments(person.id()).map(departments -> new Viewer(
                    person.id(), person.email(), departments, person.has(Role.MEDEWERKER), person.has(Role.BEHEERDER),
                    Optional.of(member.source())));
        });
    }
}
