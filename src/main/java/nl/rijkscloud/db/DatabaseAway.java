package nl.rijkscloud.db;

/**
 * The database is unreachable or takes no writes at present. The request was right, so this is no {@code Failure} and
 * must not be recorded as a refusal. The caller may try again in some seconds.
 */
public final class DatabaseAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    DatabaseAway(Throwable cause) {
        super("the database is away: " + DatabaseFailure.state(cause).orElse(cause.getClass().getSimpleName()), cause,
                false, false);
    }
}
