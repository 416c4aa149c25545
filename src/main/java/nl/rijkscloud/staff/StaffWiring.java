package nl.rijkscloud.staff;

import java.util.List;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.platform.Platform;

/** Wires accounts of staff with the rules and alerts of their sign-ins. */
public final class StaffWiring {
    private final StaffService staff;
    private final StaffAdministration administration;

    public StaffWiring(Platform platform, LimitWiring limit, AuditWiring audit, OutboxWiring outbox) {
        var attempts = platform.config().staff().attempts();
        staff = new StaffService(
                platform.vertx(), platform.database(),
                new SignInGuard(
                        platform.database(), limit.throttle(), limit.limits(), platform.random(), platform.clock(),
                        attempts),
                new SignInAlerts(platform.database(), outbox.outbox(), limit.throttle(), limit.limits(),
                        attempts.alertsPerDay()),
                new Argon2id(platform.random()), audit.audit());
        administration = new StaffAdministration(
                platform.vertx(), platform.database(), platform.config().organisation().domains(),
                platform.config().staff().signIn() == Config.SignIn.LOCAL, new Argon2id(platform.random()),
                platform.clock(), audit.audit(), platform.bus());
    }

    public StaffAdministration administration() {
        return administration;
    }

    public StaffService staff() {
        return staff;
    }

    public List<PeriodicTask> chores() {
        return List.of(new PeriodicTask("browsers", pass -> staff.clear()));
    }
}
