package nl.rijkscloud.maintenance;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;

/** Reads and writes {@code maintenance}, which has one row or none. */
final class MaintenanceStore {
    private final Database database;

    MaintenanceStore(Database database) {
        this.database = database;
    }

    /** @param note may be empty */
    record Closure(String note, Instant since) {}

    Future<Optional<Closure>> find() {
        return database.run("select note, since from maintenance").map(rows -> Rows.first(rows,
                row -> new Closure(row.getString("note"), Rows.instant(row, "since"))));
    }

    Future<Void> close(String note) {
        return database.run("""
                insert into maintenance (note) values ($1)
                on conflict (one) do update set note = excluded.note""", note).mapEmpty();
    }

    Future<Void> open() {
        return database.run("delete from maintenance").mapEmpty();
    }
}
