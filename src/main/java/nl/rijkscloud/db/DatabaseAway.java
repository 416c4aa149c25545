package nl.rijkscloud.db;

/**
 * The database cannot be reached now, or takes no writes now. Nobody has asked for anything wrong, so this is no {@code Failure}: it must not be
 * written down as a refusal. Whoever asked may ask again in some seconds.
 */
public final class DatabaseAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    DatabaseAway(Throwable cause) {
        super("the database is away: " + DatabaseFailure.state(cause).orElse(cause.getClass().getSimpleName()), cause, false, false);
    }
}
