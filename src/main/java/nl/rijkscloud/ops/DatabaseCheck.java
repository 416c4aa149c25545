package nl.rijkscloud.ops;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.vault.MasterKey;

/**
 * PostgreSQL answers, is new enough, and belongs to this master key. Over JDBC, as the migrations do: it runs before
 * there is a Vert.x. The schema may not exist yet.
 */
final class DatabaseCheck {
    /** The first with {@code unique nulls not distinct}, on which the slots rely. */
    private static final int OLDEST = 15;

    private DatabaseCheck() {}

    static Findings run(Config.Database config, Path masterKey, Path blobs) {
        try (var connection = connect(config)) {
            var version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                return Findings.reason("database: PostgreSQL " + version + " is too old, " + OLDEST
                        + " is the oldest that will do");
            }
            return storedCheck(connection)
                    .map(check -> sameKey(check, masterKey))
                    .orElseGet(() -> FolderCheck.unclaimed(blobs));
        } catch (SQLException refused) {
            return Findings.reason("database: " + sentence(config, refused.getSQLState()));
        }
    }

    /** Whether a server has run on it before. A database that does not answer has not shown so. */
    static boolean isInUse(Config.Database config) {
        try (var connection = connect(config)) {
            return storedCheck(connection).isPresent();
        } catch (SQLException refused) {
            return false; // run says so
        }
    }

    private static Connection connect(Config.Database config) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().reveal());
        properties.setProperty("loginTimeout", Long.toString(StartChecks.PATIENCE.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(StartChecks.PATIENCE.toSeconds()));
        return DriverManager.getConnection("jdbc:" + config.uri(), properties);
    }

    private static Findings sameKey(byte[] stored, Path masterKey) {
        try {
            return Arrays.equals(stored, MasterKey.read(masterKey).check())
                    ? Findings.NOTHING
                    : Findings.reason(InstallationKey.DIFFERS);
        } catch (IOException unreadable) {
            return Findings.NOTHING; // KeyFileCheck says so
        }
    }

    private static Optional<byte[]> storedCheck(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var table = statement.executeQuery("select to_regclass('installation')")) {
                table.next();
                if (table.getString(1) == null) {
                    return Optional.empty();
                }
            }
            try (var row = statement.executeQuery("select key_check from installation")) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    /** By SQLSTATE; the driver's own message may come in any language. */
    private static String sentence(Config.Database config, String state) {
        return switch (state == null ? "" : state) {
            case "28P01", "28000" -> "PostgreSQL refuses user " + config.user() + " with this password";
            case "3D000" -> "PostgreSQL has no database " + config.uri().getPath().substring(1);
            case "53300" -> "PostgreSQL has no connection left; max_connections is too low for all servers together";
            case "57P03" -> "PostgreSQL is starting or stopping";
            default -> "PostgreSQL does not answer at " + config.uri().getAuthority()
                    + (state == null ? "" : " (" + state + ")");
        };
    }
}
