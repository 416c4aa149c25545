package nl.rijkscloud.db;

import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import nl.rijkscloud.config.Config;

/**
 * What a failure of the database means for whoever runs the portal: something that passes by itself, or something that a person must mend. It is told
 * by SQLSTATE (PostgreSQL, appendix A) and by the kind of exception, never by a message: those come in any language.
 *
 * @param passes true when waiting helps: the database starts, fails over, or cannot be reached
 * @param sentence for the operator; without secrets
 */
public record Trouble(boolean passes, String sentence) {
    private static final Set<String> REFUSED_SIGN_IN = Set.of("28P01", "28000");
    private static final String NO_DATABASE = "3D000";
    private static final String NO_RIGHT = "42501";
    private static final String FULL = "53300";
    private static final String STARTING = "57P03";
    private static final String READ_ONLY = "25006";
    /** Classes of states that say: not now. Lost connections, resources, operators, the system, locks and conflicts. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "58", "55", "40");

    /** Nothing when the failure is of another kind: a fault of ours. */
    public static Optional<Trouble> of(Throwable failure, Config.Database config) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var state = state(cause);
            if (state.isPresent()) {
                return byState(state.get(), config);
            }
            if (cause instanceof UnknownHostException) {
                return Optional.of(new Trouble(true, config.uri().getHost() + " is a name that nobody knows"));
            }
            if (cause instanceof SSLException) {
                return Optional.of(new Trouble(false, "the encrypted connection to " + config.uri().getAuthority() + " does not come about"));
            }
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                return Optional.of(silent(config, ""));
            }
        }
        return Optional.empty();
    }

    /** The SQLSTATE, when a database or its driver gave one. */
    static Optional<String> state(Throwable failure) {
        return switch (failure) {
            case DatabaseException refused -> Optional.ofNullable(refused.getSqlState());
            case SQLException refused -> Optional.ofNullable(refused.getSQLState());
            default -> Optional.empty();
        };
    }

    private static Optional<Trouble> byState(String state, Config.Database config) {
        if (REFUSED_SIGN_IN.contains(state)) {
            return wrong("PostgreSQL refuses user " + config.user() + " with this password");
        }
        return switch (state) {
            case NO_DATABASE -> wrong("PostgreSQL has no database " + name(config));
            case NO_RIGHT -> wrong("user " + config.user() + " may not make or change tables in database " + name(config)
                    + "; it must own the database and all that is in it");
            case FULL -> passing("PostgreSQL has no connection left; max_connections is too low for all servers together");
            case STARTING -> passing("PostgreSQL is starting or stopping");
            case READ_ONLY -> passing("PostgreSQL takes no changes: it is a standby, or read-only");
            default -> PASSING.contains(state.substring(0, 2)) ? Optional.of(silent(config, " (" + state + ")")) : Optional.empty();
        };
    }

    private static Optional<Trouble> wrong(String sentence) {
        return Optional.of(new Trouble(false, sentence));
    }

    private static Optional<Trouble> passing(String sentence) {
        return Optional.of(new Trouble(true, sentence));
    }

    private static Trouble silent(Config.Database config, String state) {
        return new Trouble(true, "PostgreSQL does not answer at " + config.uri().getAuthority() + state);
    }

    private static String name(Config.Database config) {
        return config.uri().getPath().substring(1);
    }
}
