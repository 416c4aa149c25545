package nl.rijkscloud.administration;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.staff.StaffWiring;

/** Wires accounts, departments and settings, which a beheerder looks after in the browser. */
public final class AdministrationWiring {
    private final Platform platform;
    private final StaffWiring staff;

    public AdministrationWiring(Platform platform, StaffWiring staff) {
        this.platform = platform;
        this.staff = staff;
    }

    public void mount(Router router, AccessWiring access) {
        var config = platform.config();
        new AccountRoutes(
                access.staff(), staff.administration(), config.organisation().domains(), config.codes().countries())
                .mount(router);
        new SettingsRoutes(access.staff(), config.settings()).mount(router);
    }
}
