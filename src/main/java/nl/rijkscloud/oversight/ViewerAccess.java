package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.StaffService;

/** Lets employees and administrators look at transfers, with the departments that they are in now. */
public final class ViewerAccess {
    private final StaffAccess access;
    private final StaffService staff;

    public ViewerAccess(StaffAccess access, StaffService staff) {
        this.access = access;
        this.staff = staff;
    }

    Future<Viewer> of(RoutingContext ctx) {
        return access.of(ctx, Role.MEDEWERKER, Role.BEHEERDER).compose(member -> {
            var person = member.staff();
            return staff.departments(person.id()).map(departments -> new Viewer(
                    person.id(), person.email(), departments, person.has(Role.MEDEWERKER), person.has(Role.BEHEERDER),
                    Optional.of(member.source())));
        });
    }
}
