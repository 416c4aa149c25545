package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;

/** Records reports of later mail servers about a mail that ours had taken. Safe for use from any thread. */
public final class MailDeliveryRecorder {
    public enum Outcome {
        /** The server still tries. */
        DEFERRED,
        BOUNCED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final InstantSource clock;

    public MailDeliveryRecorder(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Records the outcome in the caller's transaction. States move forward only: a bounced mail stays bounced, and a
     * repeated report changes nothing. Ends the waiting of a mail whose answer was lost: somebody has taken it.
     *
     * @param code a status code such as 5.1.1
     * @return true if this is new
     */
    public Future<Boolean> record(SqlClient tx, UUID mail, Outcome outcome, String code) {
        return OutboxStore.recordOutcome(tx, mail, outcome.word(), code, clock.instant());
    }
}
