package nl.rijkscloud.db;

import io.vertx.core.VertxException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.typed.DatabaseHost;

/**
 * Explains a failure of the database to the operator: either it passes by itself, or a person must act. It is
 * recognised by SQLSTATE (PostgreSQL, appendix A) and by the kind of exception, never by a message, because messages
 * come in any language.
 *
 * @param passes true if waiting helps: the database is starting, failing over or unreachable
 * @param sentence for the operator; without secrets
 */
public record DatabaseFailure(boolean passes, String sentence) {
    /** Decision 026 says why. */
    public static final String POOLER_BETWEEN =
            "something between here and PostgreSQL drops the limits that each connection needs, a pooler such as"
            + " PgBouncer; let database.uri lead to PostgreSQL itself, this server has pools of its own";

    private static final Set<String> REFUSED_SIGN_IN = Set.of("28P01", "28000");
    private static final String NO_DATABASE = "3D000";
    private static final String NO_RIGHT = "42501";
    /** The client's message when the server answers "no" to TLS. */
    private static final String NO_TLS = "Postgres Server does not handle SSL connection";
    private static final Set<String> LOST =
            Set.of("Pending requests failed", "Connection is not active", "Connection was closed",
                    "SSL handshake failed", "Timeout waiting");
    private static final String POOL_IS_EMPTY = "Timeout";
    private static final String REFUSED_CONNECTION = "08004";
    private static final String POOLER = "08P01";
    private static final String IDLE = "25P03";
    private static final String FULL = "53300";
    private static final String STARTING = "57P03";
    private static final String READ_ONLY = "25006";
    /**
     * SQLSTATE classes that mean "not now": lost connections, resources, operators, the system, locks and conflicts.
     */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "58", "55", "40");

    /** Returns empty for any other failure, which is a fault of ours. */
    public static Optional<DatabaseFailure> of(Throwable failure, Config.Database config) {
        var causes = Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
        return Stream.<Function<Throwable, Optional<DatabaseFailure>>>of(
                        cause -> cause instanceof DatabaseUnusable said ? wrong(said.getMessage()) : Optional.empty(),
                        cause -> encryption(cause, config.uri().getAuthority()),
                        cause -> state(cause).flatMap(state -> byState(state, config)),
                        cause -> line(cause, config))
                .flatMap(look -> causes.stream().map(look).flatMap(Optional::stream))
                .findFirst();
    }

    /** Explains a failure of a start, and finds the reason if an encrypted connection fails. Blocks for seconds. */
    public static Optional<DatabaseFailure> ofStart(Throwable failure, Config.Database config) {
        return of(failure, config)
                .map(trouble -> trouble.passes() ? TlsDiagnosis.trouble(config).orElse(trouble) : trouble);
    }

    /** Explains the failure of an encrypted connection to one host. */
    static Optional<DatabaseFailure> ofEncryption(Throwable failure, DatabaseHost host) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(cause -> encryption(cause, host.toString())).flatMap(Optional::stream).findFirst();
    }

    private static Optional<DatabaseFailure> encryption(Throwable cause, String host) {
        return switch (cause) {
            case CertPathBuilderException unknown ->
                    wrong("the certificate of " + host + " was not signed by anybody whom sslrootcert names");
            case CertPathValidatorException invalid -> wrong("the certificate of " + host + " is not valid");
            case CertificateException other when other.getClass() == CertificateException.class ->
                wrong("the certificate of " + host + " was given to another host name");
            case SSLException refused when refused.getCause() == null ->
                    wrong("no encrypted connection to " + host + " comes about");
            default -> NO_TLS.equals(cause.getMessage())
                    ? wrong("PostgreSQL at " + host + " offers no encrypted connection, which sslmode asks for")
                    : Optional.empty();
        };
    }

    private static Optional<DatabaseFailure> line(Throwable cause, Config.Database config) {
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return passing(config.hosts().stream().map(DatabaseHost::name).collect(Collectors.joining(" or "))
                    + " is a name that nobody knows");
        }
        return cause instanceof IOException || cause instanceof TimeoutException || isLost(cause)
                ? Optional.of(silent(config, "")) : Optional.empty();
    }

    /** True if the caller may try again soon: the connection is lost, or PostgreSQL said "not now". */
    static boolean isAway(Throwable failure) {
        return isLost(failure) || state(failure)
                .filter(state -> PASSING.contains(state.substring(0, 2)) || READ_ONLY.equals(state)
                || IDLE.equals(state)).isPresent();
    }

    /** Recognises it by the client's message, because it has no exception type. */
    private static boolean isLost(Throwable failure) {
        return failure instanceof ClosedConnectionException
                || failure instanceof SocketException || failure instanceof ClosedChannelException
                || (failure instanceof VertxException lost && LOST.stream()
                .anyMatch(String.valueOf(lost.getMessage())::startsWith))
                || POOL_IS_EMPTY.equals(failure.getMessage());
    }

    /** Returns the SQLSTATE if the database or its driver gave one. */
    static Optional<String> state(Throwable failure) {
        return switch (failure) {
            case DatabaseException refused -> Optional.ofNullable(refused.getSqlState());
            case SQLException refused -> Optional.ofNullable(refused.getSQLState());
            default -> Optional.empty();
        };
    }

    private static Optional<DatabaseFailure> byState(String state, Config.Database config) {
        if (REFUSED_SIGN_IN.contains(state)) {
            return wrong("PostgreSQL refuses user " + config.user() + " with this password");
        }
        return switch (state) {
            case NO_DATABASE -> wrong("PostgreSQL has no database " + name(config));
            case NO_RIGHT -> wrong(notOwner(config));
            case POOLER -> wrong(POOLER_BETWEEN);
            case REFUSED_CONNECTION -> wrong(
                    "PostgreSQL at " + config.uri().getAuthority() + " refuses this kind of connection; see sslmode");
            case FULL ->
                    passing("PostgreSQL has no connection left; max_connections is too low for all servers together");
            case STARTING -> passing("PostgreSQL is starting or stopping");
            case READ_ONLY -> passing("PostgreSQL takes no changes: it is a standby, or read-only");
            default -> PASSING.contains(state.substring(0, 2)) ? Optional.of(silent(config, " (" + state + ")"))
                    : Optional.empty();
        };
    }

    public static String notOwner(Config.Database config) {
        return "user " + config.user() + " may not make or change tables in database " + name(config)
                + "; it must own the database and all that is in it";
    }

    private static Optional<DatabaseFailure> wrong(String sentence) {
        return Optional.of(new DatabaseFailure(false, sentence));
    }

    private static Optional<DatabaseFailure> passing(String sentence) {
        return Optional.of(new DatabaseFailure(true, sentence));
    }

    private static DatabaseFailure silent(Config.Database config, String state) {
        return new DatabaseFailure(true, "PostgreSQL does not answer at " + config.uri().getAuthority() + state);
    }

    private static String name(Config.Database config) {
        return config.uri().getPath().substring(1);
    }
}
