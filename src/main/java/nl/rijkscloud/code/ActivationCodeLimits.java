package nl.rijkscloud.code;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * Limits the codes that go out with transfers of staff, which bounds the cost of a misused account and the messages to
 * one phone. Codes count in the transaction of "Verstuur" and not when they are made: the custodian may make them later
 * and must not fail then. Safe for use from any thread.
 */
public final class ActivationCodeLimits {
    private final Throttle throttle;
    private final Limits limits;
    private final Config.FirstCode first;

    public ActivationCodeLimits(Throttle throttle, Limits limits, Config.FirstCode first) {
        this.throttle = throttle;
        this.limits = limits;
        this.first = first;
    }

    /**
     * Fails with {@code TOO_MANY}: {@code too-many-codes} when this person has sent enough,
     * {@code too-many-codes-to-number} with {@code numberEnding} when a number has got enough; the caller's transaction
     * is rolled back then, and none of them counts.
     *
     * @param staff the employee who sends
     * @param to the numbers, one for each code
     */
    public Future<Void> count(SqlClient tx, UUID staff, List<PhoneNumber> to) {
        if (first != Config.FirstCode.WITH_MAIL || to.isEmpty()) {
            return Future.succeededFuture();
        }
        var counted = throttle.count(tx, to.size(), List.of(limits.firstCodesByStaff(staff)))
                .recover(failure -> Future.failedFuture(
                        describe(failure, "too-many-codes", "You have sent as many codes as one person may for now.")));
        // Always in the same order: two sendings to the same people would otherwise lock each other's rows for ever.
        var numbers = to.stream().sorted(Comparator.comparing(PhoneNumber::e164)).toList();
        return counted.compose(done -> Loop.forEach(numbers, number -> count(tx, number)));
    }

    private Future<Void> count(SqlClient tx, PhoneNumber number) {
        return throttle.count(tx, List.of(limits.firstCodesToNumber(number.e164())))
                .recover(failure -> Future.failedFuture(
                describe(failure, "too-many-codes-to-number",
                        "One of the numbers has got as many codes as it may for now.", number)));
    }

    private static Throwable describe(Throwable failure, String code, String words, PhoneNumber number) {
        return describe(failure, code, words) instanceof Failure described && described.code().equals(code)
                ? described.with("numberEnding", number.ending())
                : failure;
    }

    private static Throwable describe(Throwable failure, String code, String words) {
        if (!(failure instanceof Failure known) || known.kind() != Failure.Kind.TOO_MANY) {
            return failure;
        }
        var described = Failure.of(Failure.Kind.TOO_MANY, code, words).logged(known.forLog());
        var after = known.extras().get("retryAfter");
        return after == null ? described : described.with("retryAfter", after);
    }
}
