package nl.rijkscloud.staff;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails to a person about sign-ins to their account that may not be theirs. There are no links in them, and a few a day
 * at most. A mail that cannot be written stops no sign-in. Safe for use from any thread.
 */
final class SignInAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(SignInAlerts.class);
    /** Each failure whose number is a multiple of this is mailed. */
    private static final int OFTEN = 10;
    private static final Duration WORTH_SENDING = Duration.ofDays(1);

    private final Database database;
    private final Outbox outbox;
    private final Throttle throttle;
    private final Limits limits;
    private final int perDay;

    /** @param perDay mails to one person */
    SignInAlerts(Database database, Outbox outbox, Throttle throttle, Limits limits, int perDay) {
        this.database = database;
        this.outbox = outbox;
        this.throttle = throttle;
        this.limits = limits;
        this.perDay = perDay;
    }

    /** @param count in a row */
    Future<Void> failures(Staff person, int count) {
        return count > 0 && count % OFTEN == 0
                ? mail(person, "sign-in-failures", Map.of("count", Integer.toString(count)))
                : Future.succeededFuture();
    }

    Future<Void> newBrowser(Staff person) {
        return mail(person, "sign-in-new-browser", Map.of());
    }

    private Future<Void> mail(Staff person, String template, Map<String, String> more) {
        var values = new HashMap<>(more);
        values.put("name", person.name());
        var letter = new OutboundMessage(
                OutboundMessage.Channel.MAIL, null, template, Language.STAFF, person.email(), values, WORTH_SENDING);
        return throttle.count(limits.signInAlertsTo(person.id(), perDay))
                .compose(counted -> database.inTransaction(tx -> outbox.add(tx, letter)))
                .onSuccess(added -> outbox.wake(OutboundMessage.Channel.MAIL))
                .<Void>mapEmpty()
                .recover(SignInAlerts::notMailed);
    }

    private static Future<Void> notMailed(Throwable trouble) {
        if (!(trouble instanceof Failure failure && failure.kind() == Failure.Kind.TOO_MANY)) {
            LOG.warn("A mail about sign-ins could not be written: {}", trouble.toString());
        }
        return Future.succeededFuture();
    }
}
