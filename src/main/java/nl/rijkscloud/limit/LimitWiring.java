package nl.rijkscloud.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.InstantSource;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.LimitLog;
import nl.rijkscloud.vault.MasterKey;

/** Joins what limits are made of. */
public record LimitWiring(Throttle throttle, Limits limits, MailPacing rush) {
    public static LimitWiring of(Database database, MasterKey master, InstantSource clock, MeterRegistry metrics, Config.Limits config) {
        var throttle = new Throttle(database, master, clock, new LimitLog(metrics, clock)::hit);
        var limits = new Limits(config);
        return new LimitWiring(throttle, limits, new MailPacing(database, throttle, limits, master, clock, metrics));
    }

    /** For the custodian. */
    public Future<Void> clear() {
        return throttle.clear().compose(done -> rush.clear());
    }
}
