package nl.rijkscloud.staff;

import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.outbox.Outbox;

/** Joins what signing in with a password is made of. */
public final class SignInWiring {
    private SignInWiring() {}

    public static StaffService staff(
            Vertx vertx, Database database, Throttle throttle, Limits limits, Outbox outbox, SecureRandom random,
            InstantSource clock,
            Config.SignIns config, Audit audit) {
        return new StaffService(
                vertx, database, new SignInGuard(database, throttle, limits, random, clock, config),
                new SignInAlerts(database, outbox, throttle, limits, config.alertsPerDay()), new Argon2id(random),
                audit);
    }
}
