package nl.rijkscloud.keys;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/**
 * The statements on {@code key_server}: the master key of each running server, and the newest key for shares that it
 * knows. A server reports at its start and every minute; one that was silent for five minutes has stopped.
 */
final class KeyServerStore {
    Future<Void> report(SqlClient db, UUID server, byte[] master, int shareVersion) {
        return run(db, """
                insert into key_server (id, master, share_version, seen_at) values ($1, $2, $3, clock_timestamp())
                on conflict (id) do update set share_version = excluded.share_version, seen_at = excluded.seen_at""",
                        server, Rows.bytes(master), shareVersion)
                .compose(done -> run(db, "delete from key_server where seen_at < clock_timestamp() - interval '1 day'"))
                .mapEmpty();
    }

    Future<Void> forget(SqlClient db, UUID server) {
        return run(db, "delete from key_server where id = $1", server).mapEmpty();
    }

    /** The number of running servers that have another master key. */
    Future<Integer> withoutKey(SqlClient db, byte[] master) {
        return run(db, """
                select count(*)::integer as servers from key_server
                where master <> $1 and seen_at > clock_timestamp() - interval '5 minutes'""", Rows.bytes(master))
                .map(rows -> rows.iterator().next().getInteger("servers"));
    }

    /** The number of running servers that do not know this version of the key for shares. */
    Future<Integer> withoutShareKey(SqlClient db, int version) {
        return run(db, """
                select count(*)::integer as servers from key_server
                where coalesce(share_version, 1) < $1 and seen_at > clock_timestamp() - interval '5 minutes'""",
                version).map(rows -> rows.iterator().next().getInteger("servers"));
    }
}
