package nl.rijkscloud.document;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.ManifestKey;

/**
 * The statements on {@code announced}, and on the places of documents in the list. A caller that changes something
 * holds the transfer's row, so that places are assigned in order.
 */
public final class AnnouncedStore {
    /**
     * A file that a sender has chosen and whose upload has not begun. The server has no byte of it.
     *
     * @param length its size in bytes
     * @param entry its name, sealed
     */
    public record AnnouncedDocument(UUID client, int place, long length, byte[] entry) {
        private static final String WHAT = "announced";

        public static AnnouncedDocument of(
                Aead aead, ManifestKey key, UUID client, int place, long length, String name) {
            return new AnnouncedDocument(client, place, length,
                    key.seal(aead, WHAT, client, name.getBytes(StandardCharsets.UTF_8)));
        }

        /** Opens the name. An entry that does not open means a damaged database, so this throws. */
        public String name(ManifestKey key) {
            return key.open(WHAT, client, entry)
                    .map(plain -> new String(plain, StandardCharsets.UTF_8))
                    .orElseThrow(() -> new IllegalStateException(
                            "what was announced for " + key.transfer() + " does not open"));
        }

        @Override
        public String toString() {
            return "Announced[" + length + "]";
        }
    }

    /** The most removals that are remembered for a transfer, more than any list holds; older ones are forgotten. */
    private static final int REMEMBERED = 5000;

    /**
     * The state of a list, seen from some clients.
     *
     * @param held documents and announcements of the transfer
     * @param known the announced ones of those that were asked for
     * @param removed the removed ones of those that were asked for
     */
    public record Standing(int held, Set<UUID> known, Set<UUID> removed) {}

    /**
     * An announcement before its document is created.
     *
     * @param place in the list; empty for one that was removed
     */
    public record Known(Optional<Integer> place, long length) {}

    /** The files that are announced and have not begun, in the order of the list. */
    public Future<List<AnnouncedDocument>> ofTransfer(SqlClient db, UUID transfer) {
        return run(db, "select * from announced where transfer_id = $1 and entry is not null order by place", transfer)
                .map(rows -> Rows.all(rows, AnnouncedStore::announced));
    }

    /** Returns the announcements of these clients, by client. */
    public Future<Map<UUID, Known>> known(SqlClient db, UUID transfer, List<UUID> clients) {
        return run(db, "select * from announced where transfer_id = $1 and client = any($2)", transfer,
                clients.toArray(UUID[]::new))
                .map(rows -> Rows.all(rows, row -> Map.entry(row.getUUID("client"), new Known(
                        Rows.nullableBytes(row, "entry") == null
                                ? Optional.empty()
                                : Optional.of(row.getInteger("place")),
                        row.getLong("length")))))
                .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public Future<Standing> standing(SqlClient tx, UUID transfer, List<UUID> clients) {
        return run(tx, """
                select documents_held + (select count(*) from announced where transfer_id = $1
                    and entry is not null)::integer as held
                from transfer where id = $1""", transfer)
                .map(rows -> Rows.first(rows, row -> row.getInteger("held")).orElse(0))
                .compose(held -> run(tx, "select client, removed_at is not null as removed from announced where "
                        + "transfer_id = $1 and client = any($2)",
                                transfer, clients.toArray(UUID[]::new))
                        .map(rows -> Rows.all(rows, row -> Map.entry(row.getBoolean("removed"), row.getUUID("client"))))
                        .map(all -> new Standing(held, clients(all, false), clients(all, true))));
    }

    private static Set<UUID> clients(List<Map.Entry<Boolean, UUID>> all, boolean removed) {
        return all.stream().filter(one -> one.getKey() == removed).map(Map.Entry::getValue).collect(Collectors.toSet());
    }

    /** Reserves {@code count} new places at the end of the list, and returns the first. */
    public Future<Integer> reservePlaces(SqlClient tx, UUID transfer, int count) {
        return run(tx, "update transfer set places = places + $2 where id = $1 returning places - $2 + 1 as first",
                transfer, count)
                .map(rows -> Rows.first(rows, row -> row.getInteger("first")).orElseThrow());
    }

    /** Deletes announcements whose documents have begun and have taken their places. */
    public Future<Void> markBegun(SqlClient tx, UUID transfer, List<UUID> clients) {
        return run(tx, "delete from announced where transfer_id = $1 and client = any($2)", transfer,
                clients.toArray(UUID[]::new))
                .mapEmpty();
    }

    /** Records that each of these clients was removed, whether or not its document had begun. */
    public Future<Void> markRemoved(SqlClient tx, UUID transfer, List<UUID> clients, Instant now) {
        return run(tx, """
                insert into announced (transfer_id, client, place, length, removed_at)
                select $1, client, 0, 0, $3 from unnest($2::uuid[]) as client
                on conflict (transfer_id, client) do update set entry = null, removed_at = excluded.removed_at""",
                        transfer, clients.toArray(UUID[]::new), Rows.time(now))
                .compose(done -> run(tx, """
                delete from announced where transfer_id = $1 and client in (select client from announced
                    where transfer_id = $1 and removed_at is not null order by removed_at desc, client offset
                        $2)""", transfer, REMEMBERED))
                .mapEmpty();
    }

    /** Inserts announcements in one statement, except for clients that are known already. */
    public Future<Void> insert(SqlClient tx, UUID transfer, List<AnnouncedDocument> all) {
        return run(tx, """
                insert into announced (transfer_id, client, place, length, entry)
                select $1, * from unnest($2::uuid[], $3::integer[], $4::bigint[], $5::bytea[])
                on conflict (transfer_id, client) do nothing""",
                        transfer, all.stream().map(AnnouncedDocument::client).toArray(UUID[]::new),
                        all.stream().map(AnnouncedDocument::place).toArray(Integer[]::new),
                        all.stream().map(AnnouncedDocument::length).toArray(Long[]::new),
                        all.stream().map(one -> Rows.bytes(one.entry())).toArray(Buffer[]::new))
                .mapEmpty();
    }

    public Future<Boolean> any(SqlClient db, UUID transfer) {
        return run(db, "select from announced where transfer_id = $1 and entry is not null limit 1", transfer)
                .map(rows -> rows.size() > 0);
    }

    /** Deletes all announcements of a transfer, and all records of removals. */
    public Future<Void> clear(SqlClient tx, UUID transfer) {
        return run(tx, "delete from announced where transfer_id = $1", transfer).mapEmpty();
    }

    private static AnnouncedDocument announced(Row row) {
        return new AnnouncedDocument(row.getUUID("client"), row.getInteger("place"), row.getLong("length"),
                Rows.bytes(row, "entry"));
    }
}
