package nl.rijkscloud.db;

import java.time.Duration;

/**
 * The purpose of a connection and its limits. PostgreSQL enforces the limits whatever happens to the portal: a node
 * that stalls in a transaction loses it after {@link #idle}, and with it the locks.
 *
 * <p>{@link #silence} is a limit of our own: a connection on which nothing has arrived for that long is closed, with or
 * without a pending statement. It exceeds PostgreSQL's limits, so that it applies only if the line, or the machine at
 * its end, is dead.
 */
public enum Purpose {
    /**
     * Requests, whose callers wait. A statement ends before a stalled transaction does: otherwise a second statement of
     * the same stalled node would get the lock next and hold it as long again. The lock limit of PostgreSQL cannot
     * ensure that, because several waiters for one row start it anew in turn.
     */
    REQUEST("requests", 7, 5, 8, 15),
    /** Background work: checks, mails, expiry, sweeps. */
    CHORE("chores", 30, 10, 8, 40),
    /** Long reads that are streamed: statements of minutes, and slow readers. */
    EXPORT("exports", 300, 5, 300, 360),
    /** Checks if the database is there and takes writes. */
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

    /** The name in {@code pg_stat_activity} and of the pool. */
    String word() {
        return word;
    }

    /** The longest run of one statement. */
    Duration statement() {
        return statement;
    }

    /** The longest wait for a lock. */
    Duration lock() {
        return lock;
    }

    /** The longest wait of a transaction for its next statement. */
    Duration idle() {
        return idle;
    }

    Duration silence() {
        return silence;
    }

    /**
     * The largest number of connections if requests may have {@code poolSize}. They are made when needed and closed
     * when idle.
     */
    public int connections(int poolSize) {
        return switch (this) {
            case REQUEST -> poolSize;
            case CHORE -> Math.max(2, poolSize / 2);
            case EXPORT -> 2;
            case CHECK, MIGRATION -> 1;
        };
    }
}
