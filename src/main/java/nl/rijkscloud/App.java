package nl.rijkscloud;

import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.ops.FolderCheck;
import nl.rijkscloud.ops.InstallationKey;
import nl.rijkscloud.ops.ManagementServer;
import nl.rijkscloud.ops.Readiness;
import nl.rijkscloud.ops.StartRefused;
import nl.rijkscloud.ops.VertxFactory;
import nl.rijkscloud.vault.MasterKey;

/** The one place where everything is wired; closes in reverse order. */
public final class App {
    /** What a demo adds; a production server adds nothing. */
    public interface Extension {
        Extension NONE = new Extension() {};
    }

    private final VertxFactory.Measured measured;
    private final Readiness readiness = new Readiness();
    private Database database;
    private ManagementServer management;

    private App(VertxFactory.Measured measured) {
        this.measured = measured;
    }

    public static Future<App> start(Config config, Extension extension) {
        var app = new App(VertxFactory.create(new VertxOptions()));
        return app.start(config).map(app).recover(failure -> app.close().transform(closed -> Future.failedFuture(failure)));
    }

    public Future<Void> close() {
        readiness.drain();
        return measured.closeAfter((management == null ? Future.<Void>succeededFuture() : management.close())
                .eventually(() -> database == null ? Future.succeededFuture() : database.close()));
    }

    private Future<Void> start(Config config) {
        var vertx = measured.vertx();
        readiness.add("database", () -> database.run("select 1").mapEmpty()).add("storage", () -> vertx.executeBlocking(() -> {
            FolderCheck.probe(config.storage().folder());
            return null;
        }));
        return vertx.executeBlocking(() -> Database.open(vertx, config.database()))
                .compose(opened -> {
                    database = opened;
                    return InstallationKey.confirm(opened, key(config));
                })
                .compose(confirmed -> ManagementServer.start(vertx, config.management(), readiness, measured.metrics()::scrape))
                .onSuccess(started -> management = started)
                .mapEmpty();
    }

    private static MasterKey key(Config config) {
        try {
            return MasterKey.read(config.masterKey());
        } catch (IOException gone) {
            throw new StartRefused("masterKey: " + config.masterKey() + " cannot be read");
        }
    }
}
