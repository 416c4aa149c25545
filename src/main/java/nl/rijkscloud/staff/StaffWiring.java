package nl.rijkscloud.staff;

import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.platform.Platform;

/** Joins accounts of staff with the rules and alerts of their sign-ins. */
public final class StaffWiring {
    private StaffWiring() {}

    public static StaffService service(Platform platform, LimitWiring limit, Outbox outbox, Audit audit) {
        var attempts = platform.config().staff().attempts();
        return new StaffService(
                platform.vertx(), platform.database(),
                new SignInGuard(
                        platform.database(), limit.throttle(), limit.limits(), platform.random(), platform.clock(),
                        attempts),
                new SignInAlerts(platform.database(), outbox, limit.throttle(), limit.limits(),
                        attempts.alertsPerDay()),
                new Argon2id(platform.random()), audit);
    }
}
