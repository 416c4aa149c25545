package nl.rijkscloud.administration;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.staff.StaffWiring;

/** Wires accounts, departments and settings, which a beheerder looks after in the browser. */
public final class AdministrationWiring {
    private final Platform platform;
    private final LimitWiring limit;
    private final StaffWiring staff;

    public AdministrationWiring(Platform platform, LimitWiring limit, StaffWiring staff) {
        this.platform = platform;
        this.limit = limit;
        this.staff = staff;
    }

    public void mount(Router router, AccessWiring access) {
        var config = platform.config();
        var writers = new CountedBeheerder(access.staff(), limit.throttle(), limit.limits());
        new AccountListRoutes(writers, staff.administration()).mount(router); // before the address of one account
        new AccountRoutes(
                access.staff(), writers, staff.administration(), config.organisation().domains(),
                config.codes().countries())
                .mount(router);
        new SettingsRoutes(access.staff(), config.settings()).mount(router);
    }
}
