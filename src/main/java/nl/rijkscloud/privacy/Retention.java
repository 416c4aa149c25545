package nl.rijkscloud.privacy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.OfficeTime;

/**
 * Reads how long data is kept, what was destroyed per month, and what is overdue. It shows counts and no personal data.
 */
final class Retention {
    /** The audit log is kept for at least this long. */
    private static final int MONTHS = 12;
    /** The custodian runs every minute, so a delay of an hour is no coincidence. */
    private static final Duration GRACE = Duration.ofHours(1);

    private final RetentionStore store = new RetentionStore();
    private final ErasureStore erasure = new ErasureStore();
    private final Database database;
    private final Map<String, Duration> settings;
    private final Config.Retention terms;
    private final JsonArray register;
    private final InstantSource clock;

    Retention(Database database, Config config, InstantSource clock) {
        this.database = database;
        settings = settings(config);
        terms = config.retention();
        register = Register.toJson(config);
        this.clock = clock;
    }

    Future<Retained> read() {
        var now = clock.instant();
        var client = database.client();
        var first = YearMonth.from(OfficeTime.at(now)).minusMonths(MONTHS - 1);
        return Future.all(
                        List.of(store.ends(client, OfficeTime.start(first)), overdue(client, now),
                                oldest(client, now), store.passes(client), store.swept(client),
                                store.recoveryKey(client)))
                .map(read -> new Retained(
                        settings, months(first, read.resultAt(0)), read.resultAt(1), read.resultAt(2),
                        read.resultAt(3), read.resultAt(4), read.resultAt(5), register, now));
    }

    /** Counts what should have been destroyed, and people who should have been erased. */
    Future<Long> countOverdue() {
        return overdue(database.forChores().client(), clock.instant()).map(Retained.Overdue::all);
    }

    private Future<Retained.Overdue> overdue(SqlClient db, Instant now) {
        var limit = now.minus(GRACE);
        return erasure.count(db, limit, terms)
                .compose(unerased -> store.overdue(db, limit, unerased));
    }

    private Future<Retained.Oldest> oldest(SqlClient db, Instant now) {
        return erasure.oldest(db, now, terms)
                .compose(unerased -> store.oldest(db, now, unerased));
    }

    private static List<Retained.Month> months(YearMonth first, List<RetentionStore.Count> ends) {
        return IntStream.range(0, MONTHS).mapToObj(i -> first.plusMonths(MONTHS - 1 - i))
                .map(month -> new Retained.Month(
                        month, number(ends, month, "destroyed"), number(ends, month, "withdrawn"),
                        number(ends, month, "logged")))
                .toList();
    }

    private static long number(List<RetentionStore.Count> ends, YearMonth month, String what) {
        return ends.stream()
                .filter(end -> end.month().equals(month) && end.what().equals(what))
                .mapToLong(RetentionStore.Count::number)
                .sum();
    }

    /** The times that the privacy statement has to name, in the order in which they matter to a transfer. */
    private static Map<String, Duration> settings(Config config) {
        var settings = new LinkedHashMap<String, Duration>();
        var terms = config.retention();
        settings.put("retention.unfinished", terms.unfinished());
        settings.put("requests.maxDeadline", config.requests().maxDeadline());
        settings.put("retention.afterDeadline", terms.afterDeadline());
        settings.put("retention.submitted", terms.submitted());
        settings.put("retention.requested", terms.requested());
        settings.put("retention.sent", terms.sent());
        terms.afterDownload().ifPresent(term -> settings.put("retention.afterDownload", term));
        settings.put("retention.maximum", terms.maximum());
        settings.put("mail.retryFor", config.mail().retryFor());
        settings.put("codes.lifetime", config.codes().lifetime());
        settings.put("codes.activation", config.codes().activation());
        settings.put("sessions.idle", config.sessions().idle());
        settings.put("sessions.absolute", config.sessions().absolute());
        settings.put("sessions.staffIdle", config.sessions().staffIdle());
        settings.put("sessions.staffAbsolute", config.sessions().staffAbsolute());
        settings.put("retention.people", terms.people());
        settings.put("retention.contacts", terms.contacts());
        settings.put("audit.retention", config.audit().retention());
        return Collections.unmodifiableMap(settings);
    }
}
