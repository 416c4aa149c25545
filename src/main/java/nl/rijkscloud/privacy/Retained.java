package nl.rijkscloud.privacy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The times for which data is kept, and the counts that show whether it was destroyed in time.
 *
 * @param settings times by their names in the configuration
 * @param months the last twelve, newest first
 * @param oldest the data that is due now, also if its hour is not over
 * @param passes the moments at which chores last went through everything, by the names of the chores
 * @param register the kinds of data and their places and for how long
 * @param at when the database was read
 */
record Retained(
        Map<String, Duration> settings, List<Month> months, Overdue overdue, Oldest oldest,
        Map<String, Instant> passes, Optional<Swept> swept,
        Optional<RecoveryKeyInUse> recoveryKey, JsonArray register, Instant at) {

    /** The JSON of {@code GET /api/staff/retention}. */
    JsonObject toJson() {
        var times = new JsonArray();
        settings.forEach((name, value) -> times.add(
                new JsonObject().put("name", name).put("seconds", value.toSeconds())));
        return new JsonObject()
                .put("at", at.toString())
                .put("settings", times)
                .put("months", new JsonArray(months.stream().map(Month::toJson).toList()))
                .put("overdue", overdue.toJson())
                .put("oldest", oldest.toJson())
                .put("passes", new JsonObject()
                        .put("expiry", text(Optional.ofNullable(passes.get("expiry"))))
                        .put("erasure", text(Optional.ofNullable(passes.get("erasure")))))
                .put("register", register)
                .put("recoveryKey", recoveryKey.map(RecoveryKeyInUse::toJson).orElse(null))
                .put("sweep", swept.map(Swept::toJson).orElse(null));
    }

    private static @Nullable String text(Optional<Instant> moment) {
        return moment.map(Instant::toString).orElse(null);
    }

    /**
     * The moment at which the oldest thing of each kind became due that is still there; empty as long as nothing waits.
     *
     * @param ended the end of a transfer that has left a key or document behind
     */
    record Oldest(
            Optional<Instant> transfers, Optional<Instant> ended, Optional<Instant> messages,
            Optional<Instant> people) {
        private JsonObject toJson() {
            return new JsonObject()
                    .put("transfers", text(transfers))
                    .put("ended", text(ended))
                    .put("letters", text(messages))
                    .put("people", text(people));
        }
    }

    /**
     * Transfers whose keys and documents were destroyed in a month, in Dutch time.
     *
     * @param expired at the end of their time
     * @param withdrawn by staff
     * @param logged lines of the audit log about either
     */
    record Month(YearMonth month, long expired, long withdrawn, long logged) {
        private JsonObject toJson() {
            return new JsonObject()
                    .put("month", month.toString())
                    .put("expired", expired)
                    .put("withdrawn", withdrawn)
                    .put("logged", logged);
        }
    }

    /**
     * Counts of data that should have been destroyed; all 0 as long as everything works.
     *
     * @param transfers that have not ended an hour after their time
     * @param keys transfers that have ended, with a key or sealed text that is still stored
     * @param documents rows of documents whose transfer has ended
     * @param messages that have been settled or are too old, with content that is still stored
     * @param people transfers, accounts and messages that ended so long ago that nobody should be in them
     */
    record Overdue(long transfers, long keys, long documents, long messages, long people) {
        long all() {
            return transfers + keys + documents + messages + people;
        }

        private JsonObject toJson() {
            return new JsonObject()
                    .put("transfers", transfers)
                    .put("keys", keys)
                    .put("documents", documents)
                    .put("letters", messages)
                    .put("people", people);
        }
    }

    /**
     * The recovery key with which a server started last.
     *
     * @param id as it is shown
     */
    record RecoveryKeyInUse(String id, Instant since) {
        private JsonObject toJson() {
            return new JsonObject().put("id", id).put("since", since.toString());
        }
    }

    /**
     * The last comparison of files with rows.
     *
     * @param deleted files that belonged to no document
     * @param missing documents without a file
     */
    record Swept(Instant at, int deleted, int missing) {
        private JsonObject toJson() {
            return new JsonObject().put("at", at.toString()).put("deleted", deleted).put("missing", missing);
        }
    }
}
