package nl.rijkscloud.portal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Schema;
import nl.rijkscloud.keys.KeyReport;
import nl.rijkscloud.keys.MasterKeys;
import nl.rijkscloud.startup.InstallationKey;
import nl.rijkscloud.startup.StartRefused;
import nl.rijkscloud.vault.PurposeKeys;

/** The database of a server that starts, and the keys in it. */
record OpenedDatabase(Database database, PurposeKeys keys, KeyReport report) {
    /**
     * Brings the schema up to date, ties the database to the master key and opens the keys that it wraps. Closes the
     * database again if that fails.
     */
    static Future<OpenedDatabase> open(Vertx vertx, Config config, UUID server) {
        return vertx.executeBlocking(() -> {
            Schema.migrate(config.database());
            return Database.open(vertx, config.database());
        }).compose(database -> vertx.executeBlocking(() -> masters(config))
                .compose(masters -> InstallationKey.open(database, masters, Optional.of(server))
                        .map(keys -> new OpenedDatabase(
                                database, keys, new KeyReport(database, server, masters.current(), keys))))
                .recover(failure -> database.close().transform(closed -> Future.failedFuture(failure))));
    }

    private static MasterKeys masters(Config config) {
        try {
            return MasterKeys.read(config);
        } catch (IOException gone) {
            throw new StartRefused("masterKey: " + config.masterKey() + " cannot be read");
        }
    }
}
