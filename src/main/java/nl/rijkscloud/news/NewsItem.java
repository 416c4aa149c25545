package nl.rijkscloud.news;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.transfer.TransferNumber;

/**
 * One piece of news. It says no more than the other mails about the transfer.
 *
 * @param sender the name of the transfer's sender
 * @param organisation of the sender
 * @param to the name of the recipient whom the news is about
 * @param reference of the request that the transfer answers
 * @param at when it happened; for a transfer that ends soon, when it was sent
 * @param until when the transfer ends
 */
record NewsItem(Kind kind, TransferNumber number, String sender, Optional<String> organisation, String to,
        Optional<String> reference, Instant at, Instant until) {
    enum Kind {
        /** A department of the person received something. */
        RECEIVED,
        /** An outsider has downloaded everything that the person sent. */
        COLLECTED,
        /** Something is destroyed soon that was not collected. */
        ENDING;

        String sql() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static NewsItem of(Row row) {
        return new NewsItem(
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new TransferNumber(row.getString("number")), row.getString("sender_name"),
                Optional.ofNullable(row.getString("sender_organisation")), row.getString("recipient"),
                Optional.ofNullable(row.getString("reference")), Rows.instant(row, "at"),
                Rows.instant(row, "expires_at"));
    }

    /** Tells it apart in a list of subjects: the reference of the request, else the sender's organisation. */
    String about() {
        return reference.or(() -> organisation).orElse("");
    }
}
