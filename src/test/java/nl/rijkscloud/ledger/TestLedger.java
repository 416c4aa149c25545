package nl.rijkscloud.ledger;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import nl.rijkscloud.db.Database;

/** Ledgers for tests of other rooms. */
public final class TestLedger {
    private TestLedger() {}

    public static Ledger in(Path folder, Vertx vertx, Database database, InstantSource clock) throws IOException {
        FolderLedger.make(folder);
        return new Ledger(vertx, database, new FolderLedger(folder), clock);
    }

    /** Reads the entries of all servers for the day of this moment. */
    public static List<LedgerEntry> entries(Path folder, Instant day) throws IOException {
        return new FolderLedger(folder).entries(day.atOffset(ZoneOffset.UTC).toLocalDate());
    }
}
