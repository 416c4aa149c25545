package nl.rijkscloud.custodian;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements that compare rows with files. */
final class SweepStore {
    private static final int FIRST_BYTE = Long.SIZE - Byte.SIZE;

    /**
     * The rows about some files.
     *
     * @param transfers for each document the transfer that its file names, or null
     * @param needed documents with a row that need their file
     * @param refused documents that were refused
     * @param ended transfers that are over
     */
    record Known(Map<UUID, UUID> transfers, Set<UUID> needed, Set<UUID> refused, Set<UUID> ended) {
        boolean needsFile(UUID document) {
            return needed.contains(document);
        }

        /** True if no row will ever need the file again. */
        boolean isOver(UUID document) {
            return refused.contains(document)
                    || (!needed.contains(document) && ended.contains(transfers.get(document)));
        }
    }

    Future<Known> known(SqlClient db, Map<UUID, UUID> transfers) {
        return ids(db, "select id from document where id = any($1) and state <> 'refused'", transfers.keySet())
                .compose(needed -> ids(db, "select id from document where id = any($1) and state = 'refused'",
                        transfers.keySet())
                        .compose(refused -> ids(db, "select id from transfer where id = any($1) and state in "
                                + "('withdrawn', 'destroyed')", transfers.values())
                                .map(ended -> new Known(transfers, needed, refused, ended))));
    }

    private static Future<Set<UUID>> ids(SqlClient db, String query, Collection<UUID> of) {
        return run(db, query, (Object) of.stream().filter(Objects::nonNull).toArray(UUID[]::new))
                .map(rows -> new HashSet<>(Rows.all(rows, row -> row.getUUID("id"))));
    }

    /** Stores the result of a full comparison. The last node's result counts. */
    Future<Void> record(SqlClient db, Instant at, OrphanFiles.Outcome outcome, int missing) {
        return run(db, """
                insert into sweep (finished_at, deleted, missing, held, quarantined) values ($1, $2, $3, $4, $5)
                on conflict (one) do update set finished_at = $1, deleted = $2, missing = $3, held = $4, quarantined =
                    $5""",
                        Rows.time(at), outcome.deleted(), missing, outcome.held(), outcome.waiting())
                .mapEmpty();
    }

    /** Empty before the first comparison. */
    Future<Optional<SweepConsent.Last>> last(SqlClient db) {
        return run(db, "select held, quarantined, missing from sweep")
                .map(rows -> Rows.first(rows, row -> new SweepConsent.Last(
                row.getInteger("held"), row.getInteger("quarantined"), row.getInteger("missing"))));
    }

    /** Stores a person's permission for this many files to go to quarantine at once, one time. */
    Future<Void> giveConsent(SqlClient db, int files, Instant now) {
        return run(db, """
                insert into sweep_consent (files, given_at) values ($1, $2)
                on conflict (one) do update set files = $1, given_at = $2""", files, Rows.time(now))
                .mapEmpty();
    }

    /** Uses the permission of a person for this many files, if there is one; it holds once. */
    Future<Boolean> takeConsent(SqlClient db, int files) {
        return run(db, "delete from sweep_consent where files >= $1", files).map(rows -> rows.rowCount() == 1);
    }

    /** The documents whose id begins with this byte and that should have a file; that of a refused one is deleted. */
    Future<Set<UUID>> withFile(SqlClient db, int firstByte) {
        var first = (long) firstByte << FIRST_BYTE;
        var last = first | (1L << FIRST_BYTE) - 1;
        return run(db, "select id from document where id between $1 and $2 and state <> 'refused'",
                        new UUID(first, 0), new UUID(last, -1))
                .map(rows -> new HashSet<>(Rows.all(rows, row -> row.getUUID("id"))));
    }
}
