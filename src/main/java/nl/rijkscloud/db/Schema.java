package nl.rijkscloud.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.typed.DatabaseHost;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The tables. {@code serve} and {@code migrate} bring them up to date; every other command only asks if they are.
 * Blocks. Uses JDBC with the same address, encryption and limits as the portal's own connections.
 */
public final class Schema {
    private static final int CONNECT_SECONDS = 5;

    public enum State {
        MISSING, OLDER, CURRENT,
        /** The tables belong to a newer version of the portal. */
        NEWER
    }

    private Schema() {}

    /** Creates or changes the tables. Refuses the schema of a newer version, whose meaning is unknown. */
    public static void migrate(Config.Database config) {
        var flyway = flyway(config);
        if (state(flyway) == State.NEWER) {
            throw newer();
        }
        flyway.migrate();
    }

    /** Throws if this version does not fit the schema. Changes nothing. */
    public static void confirm(Config.Database config) {
        switch (state(config)) {
            case NEWER -> throw newer();
            case CURRENT -> { }
            case MISSING, OLDER -> throw new DatabaseUnusable(
                    "the tables are older than this version; start the server once, or run the command migrate");
        }
    }

    public static State state(Config.Database config) {
        return state(flyway(config));
    }

    private static State state(Flyway flyway) {
        var info = flyway.info();
        return Arrays.stream(info.all()).map(MigrationInfo::getState)
                .anyMatch(state -> state.name().startsWith("FUTURE")) ? State.NEWER
                : info.applied().length == 0 ? State.MISSING
                : info.pending().length > 0 ? State.OLDER : State.CURRENT;
    }

    private static DatabaseUnusable newer() {
        return new DatabaseUnusable("the tables are of a newer version than this one; install that version");
    }

    private static Flyway flyway(Config.Database config) {
        var hosts = primaryFirst(config).stream().map(DatabaseHost::toString).collect(Collectors.joining(","));
        return Flyway.configure()
                .dataSource("jdbc:postgresql://" + hosts + config.uri().getPath(), config.user(),
                        config.password().reveal())
                .jdbcProperties(properties(config))
                // Work on several branches lands in another order than that of its numbers.
                .outOfOrder(true)
                .load();
    }

    /** The driver tries one host after the other, and a silent one would take all of its time. */
    private static List<DatabaseHost> primaryFirst(Config.Database config) {
        if (config.hosts().size() == 1) {
            return config.hosts();
        }
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        try {
            var database = Database.open(vertx, config).with(Purpose.CHECK);
            return join(database.confirmWritable().transform(done -> Future.succeededFuture(database.hosts())));
        } finally {
            join(vertx.close());
        }
    }

    /** A server migrates on a worker thread, on which {@code await} is not allowed. */
    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static Map<String, String> properties(Config.Database config) {
        var purpose = Purpose.MIGRATION;
        var properties = new HashMap<>(Encryption.of(config.uri()).jdbc());
        properties.put("ApplicationName", "rijkscloud-" + purpose.word());
        properties.put("options", SessionSettings.options(purpose));
        properties.put("connectTimeout", Integer.toString(CONNECT_SECONDS));
        properties.put("loginTimeout", Integer.toString((1 + config.hosts().size()) * CONNECT_SECONDS));
        if (config.hosts().size() > 1) {
            properties.put("targetServerType", "primary");
        }
        properties.put("socketTimeout", Long.toString(purpose.silence().toSeconds()));
        properties.put("tcpKeepAlive", "true");
        return properties;
    }
}
