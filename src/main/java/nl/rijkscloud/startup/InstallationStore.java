package nl.rijkscloud.startup;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;

/** Reads and writes {@code installation}, the one row that ties a database to its key and its folder. */
final class InstallationStore {
    private final Database database;

    InstallationStore(Database database) {
        this.database = database;
    }

    /** @param marked true once a folder has been marked, which the first start does */
    record Folder(UUID mark, boolean marked) {}

    /**
     * Facts about the server.
     *
     * @param version the major version, 15 for instance
     * @param own true if our user may create tables, and owns all that exist
     * @param used true if a portal has run on this database
     */
    record Server(int version, boolean readOnly, boolean own, boolean encrypted, boolean used) {
        private static Server of(Row row) {
            return new Server(
                    row.getInteger("version"), row.getBoolean("read_only"), row.getBoolean("own"),
                    row.getBoolean("encrypted"), row.getBoolean("used"));
        }
    }

    Future<Server> server() {
        return database.run("""
                select current_setting('server_version_num')::integer / 10000 as version,
                    current_setting('transaction_read_only') = 'on' as read_only,
                    has_schema_privilege(coalesce(current_schema(), 'public'), 'create') and not exists (
                        select from pg_tables where schemaname = current_schema()
                            and not pg_has_role(tableowner, 'usage')) as own,
                    coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted,
                    to_regclass('installation') is not null as used""").map(rows -> Server.of(rows.iterator().next()));
    }

    /** The fingerprint of the master key; empty before the first start. */
    Future<Optional<byte[]>> keyCheck() {
        return database.run("select key_check from installation")
                .map(rows -> Rows.first(rows, row -> Rows.bytes(row, "key_check")));
    }

    /** True if the master key with this fingerprint wraps the keys of purposes. */
    Future<Boolean> isWrappedBy(byte[] check) {
        return database.run("select to_regclass('purpose_key') is not null as there").compose(rows ->
                rows.iterator().next().getBoolean("there")
                        ? database.run("select exists (select from purpose_key where master = $1) as wraps",
                                Rows.bytes(check)).map(found -> found.iterator().next().getBoolean("wraps"))
                        : Future.succeededFuture(false));
    }

    Future<Optional<Folder>> folder() {
        return database.run("select folder_mark, folder_marked from installation")
                .map(rows -> Rows.first(rows,
                        row -> new Folder(row.getUUID("folder_mark"), row.getBoolean("folder_marked"))));
    }

    Future<Void> setFolderMarked() {
        return database.run("update installation set folder_marked = true").mapEmpty();
    }

    /** Finds documents that should have a file, newest first. */
    Future<List<UUID>> documents(int max) {
        return database.run("select id from document where state <> 'refused' order by created_at desc limit $1", max)
                .map(rows -> Rows.all(rows, row -> row.getUUID("id")));
    }
}
