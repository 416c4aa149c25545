package nl.rijkscloud.privacy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.platform.Platform;

/** Joins what the privacy officer asks: people, the audit log, what is kept and for how long. */
public final class PrivacyWiring {
    /** Counting reads every transfer that has not ended. */
    private static final Duration BETWEEN_COUNTS = Duration.ofMinutes(5);

    private final Platform platform;
    private final AuditWiring audit;
    private final PersonSearch persons;
    private final Retention retention;

    public PrivacyWiring(Platform platform, LimitWiring limit, AuditWiring audit) {
        this.platform = platform;
        this.audit = audit;
        persons = new PersonSearch(
                platform.database(), audit.audit(), limit.throttle(), limit.limits(), platform.master());
        retention = new Retention(platform.database(), platform.config(), platform.clock());
    }

    /** Counts every five minutes what should have been destroyed. */
    public PeriodicTask overdueCount(MeterRegistry metrics) {
        var overdue = new AtomicLong();
        Gauge.builder("rijkscloud.overdue", overdue, AtomicLong::get).strongReference(true)
                .description("Transfers, keys, documents and messages that should have been destroyed an hour ago")
                .register(metrics);
        var countAfter = new AtomicLong();
        return new PeriodicTask("overdue-count", pass -> {
            var now = platform.clock().millis();
            if (now < countAfter.get()) {
                return Future.succeededFuture();
            }
            countAfter.set(now + BETWEEN_COUNTS.toMillis());
            return retention.countOverdue().onSuccess(overdue::set);
        });
    }

    public void mount(Router router, AccessWiring access) {
        new AuditRoutes(access.staff(), audit.audit(), audit.reader()).mount(router);
        new PrivacyRoutes(access.staff(), persons, retention).mount(router);
    }
}
