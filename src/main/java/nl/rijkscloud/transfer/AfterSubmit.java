package nl.rijkscloud.transfer;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.vault.Share;

/**
 * Takes part in the transaction of Verstuur, under the lock of the transfer's row. The room {@code request} implements
 * it.
 */
public interface AfterSubmit {
    /**
     * @param link the upload link of the next answer
     * @param until the end of the time in which it is asked for
     */
    record Next(UUID transfer, String link, Instant until) {}

    /**
     * @param next present if there may be another answer
     * @param usedUp the number of answers, when their number is the reason that there may be no more
     */
    record Outcome(Optional<Next> next, Optional<Integer> usedUp) {
        public static final Outcome NOTHING = new Outcome(Optional.empty(), Optional.empty());
    }

    /**
     * Records the sender's answers to the requested items before the message is sealed, and returns them with the
     * items' titles. Fails with {@code INVALID} for an answer that the request does not allow.
     *
     * @param open the transfer before Verstuur
     */
    Future<Message> answerItems(SqlClient tx, Transfer open, Share share, Message typed, Instant now);

    /** @param submitted the transfer as it was before Verstuur */
    Future<Outcome> after(SqlClient tx, Transfer submitted, Share share, Instant now);
}
