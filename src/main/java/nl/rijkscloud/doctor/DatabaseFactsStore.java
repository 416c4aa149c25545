package nl.rijkscloud.doctor;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;

/** Reads the settings of PostgreSQL on which the portal's promises rest. */
final class DatabaseFactsStore {
    private final Database database;

    DatabaseFactsStore(Database database) {
        this.database = database;
    }

    /**
     * @param durable true if a commit that was confirmed survives a power cut
     * @param places connections that ordinary users may have together
     * @param taken connections that they have now
     */
    record Facts(String version, Instant now, boolean durable, int places, int taken) {
        private static Facts of(Row row) {
            return new Facts(row.getString("version"), Rows.instant(row, "now"), row.getBoolean("durable"),
                    row.getInteger("places"), row.getInteger("taken"));
        }
    }

    /** The folder of the database on its machine; empty if our user may not know it. */
    Future<Optional<String>> folder() {
        return database.run("select setting from pg_settings where name = 'data_directory'")
                .map(rows -> Rows.first(rows, row -> row.getString("setting")));
    }

    Future<Facts> facts() {
        return database.run("""
                select current_setting('server_version') as version, clock_timestamp() as now,
                    current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on'
                        and current_setting('synchronous_commit') not in ('off') as durable,
                    current_setting('max_connections')::integer
                        - current_setting('superuser_reserved_connections')::integer as places,
                    (select count(*) from pg_stat_activity where backend_type = 'client backend')::integer as taken""")
                .map(rows -> Facts.of(rows.iterator().next()));
    }
}
