package nl.rijkscloud.readout;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.UUID;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.readout.ReadOutStore.Reachable;

/** Tells whether a code may be read out to a recipient now. Asked at each act anew. */
final class Eligibility {
    private final ReadOutStore store;
    private final InstantSource clock;
    private final int mostWrongCodes;

    Eligibility(ReadOutStore store, InstantSource clock, int mostWrongCodes) {
        this.store = store;
        this.clock = clock;
        this.mostWrongCodes = mostWrongCodes;
    }

    /**
     * Returns the id of the link that a code would open. Fails with {@code NOT_FOUND} for anybody who is no outsider
     * with a living link of this sending, and with {@code CONFLICT}: {@code read-out-locked} for a recipient with too
     * many wrong codes, {@code read-out-changed} with {@code until} when number or address were changed less than a
     * day ago.
     */
    Future<byte[]> check(SqlClient tx, UUID transfer, UUID recipient) {
        return store.reachable(tx, transfer, recipient, clock.instant())
                .map(found -> require(found.orElseThrow(Failure::notFound)));
    }

    private byte[] require(Reachable recipient) {
        if (recipient.wrongCodes() >= mostWrongCodes) {
            throw Failure.of(Failure.Kind.CONFLICT, "read-out-locked",
                    "There have been too many wrong codes. Unlock the recipient first.");
        }
        recipient.changedAt().map(at -> at.plus(ReadOutStore.SETTLED)).filter(clock.instant()::isBefore)
                .ifPresent(until -> {
                    throw Failure.of(Failure.Kind.CONFLICT, "read-out-changed",
                            "The number or address was changed less than a day ago.").with("until", until.toString());
                });
        return recipient.link().orElseThrow(Failure::notFound);
    }

    /** Fails with {@code CONFLICT} {@code read-out-not-approved}, also when the approver lost the right to do so. */
    Future<Void> requireApproval(SqlClient tx, UUID id) {
        return store.isApproved(tx, id).compose(approved -> approved ? Future.succeededFuture()
                : Future.failedFuture(Failure.of(Failure.Kind.CONFLICT, "read-out-not-approved",
                        "No colleague has approved who may do so.")));
    }

    /** The word of the audit log for a refusal. */
    static Result result(Failure failure) {
        return switch (failure.code()) {
            case "too-many-requests" -> Result.TOO_MANY;
            case "read-out-locked" -> Result.CODE_LOCKED;
            case "read-out-changed" -> Result.JUST_CHANGED;
            case "not-found" -> Result.NOT_ADDRESSED;
            default -> Result.NOT_APPROVED;
        };
    }
}
