package nl.rijkscloud.db;

import java.time.Duration;

/**
 * What a connection is for, and how long it may take. PostgreSQL holds every connection to its limits, whatever becomes of us: a server that freezes
 * in the middle of a transaction loses it after {@link #idle}, and with it what it has locked.
 *
 * <p>{@link #silence} is our own limit: a connection on which nothing arrives for so long is closed, whether something was asked or not. It is
 * longer than PostgreSQL's limits, so that it strikes only where the line, or the machine at its end, is dead.
 */
public enum Purpose {
    /**
     * Somebody waits for the answer. A statement is over before a frozen transaction is: one of the same frozen server that waited for its lock would
     * get it then, and hold it as long again. PostgreSQL's limit for locks does not do that, since several that wait for a row begin it anew in turn.
     */
    REQUEST("requests", 7, 5, 8, 15),
    /** What the portal does by itself: checks, mails, expiry, sweeps. */
    CHORE("chores", 30, 10, 8, 40),
    /** A long read that is handed on as it comes: statements of minutes, and a reader that is slow. */
    EXPORT("exports", 300, 5, 300, 360),
    /** Is the database there, and does it take writes? */
    CHECK("checks", 2, 2, 2, 4),
    /** Changes of the schema; over JDBC. */
    MIGRATION("migration", 3600, 30, 60, 3660);

    private final String word;
    private final Duration statement;
    private final Duration lock;
    private final Duration idle;
    private final Duration silence;

    Purpose(String word, int statement, int lock, int idle, int silence) {
        this.word = word;
        this.statement = Duration.ofSeconds(statement);
        this.lock = Duration.ofSeconds(lock);
        this.idle = Duration.ofSeconds(idle);
        this.silence = Duration.ofSeconds(silence);
    }

    /** As it shows in {@code pg_stat_activity} and in the names of pools. */
    String word() {
        return word;
    }

    /** The longest that one statement runs. */
    Duration statement() {
        return statement;
    }

    /** The longest that a statement waits for a lock. */
    Duration lock() {
        return lock;
    }

    /** The longest that a transaction waits for its next statement. */
    Duration idle() {
        return idle;
    }

    Duration silence() {
        return silence;
    }

    /** How many connections there may be at once, when requests may have {@code poolSize}. They are made when needed and closed when idle. */
    public int connections(int poolSize) {
        return switch (this) {
            case REQUEST -> poolSize;
            case CHORE -> Math.max(2, poolSize / 2);
            case EXPORT -> 2;
            case CHECK, MIGRATION -> 1;
        };
    }
}
