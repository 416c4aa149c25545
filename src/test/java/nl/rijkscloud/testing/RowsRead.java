package nl.rijkscloud.testing;

import nl.rijkscloud.config.Config;

/** Counts the rows of a table that a changing transaction reads until its commit, by PostgreSQL's own statistics. */
public final class RowsRead {
    private final Config.Database database;

    private RowsRead(Config.Database database) {
        this.database = database;
    }

    /** Counts from now on. */
    public static RowsRead of(String table, Config.Database database) {
        TestDatabase.sql(database, """
                create table rows_read (number bigint);
                create function note_rows_read() returns trigger language plpgsql as $$
                begin
                    insert into rows_read select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables
                        where relname = '%1$s';
                    perform pg_stat_force_next_flush(); -- the next transaction of this connection begins at nought
                    return null;
                end $$;
                create constraint trigger note_rows_read after insert or update on %1$s deferrable initially deferred
                    for each row execute function note_rows_read();""".formatted(table));
        return new RowsRead(database);
    }

    /** Zero when the table was not changed. */
    public long mostInATransaction() {
        return Long.parseLong(TestDatabase.value(database, "select coalesce(max(number), 0) from rows_read")
                .orElseThrow());
    }
}
