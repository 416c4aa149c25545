package nl.rijkscloud.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits between attempts: 5 seconds after the first failure, because most trouble is a short restart; then 30 seconds,
 * doubled up to an hour. Each wait varies by a fifth at random, so that messages that failed together do not come back
 * together.
 */
record Backoff(RandomGenerator random) {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration SECOND = Duration.ofSeconds(30);
    private static final Duration MOST = Duration.ofHours(1);
    private static final int DOUBLINGS_TO_MOST = 7;

    /** @param attempts the number of attempts so far, at least 1 */
    Duration after(int attempts) {
        var calm = attempts == 1 ? FIRST : SECOND.multipliedBy(1L << Math.min(attempts - 2, DOUBLINGS_TO_MOST));
        var capped = calm.compareTo(MOST) < 0 ? calm : MOST;
        return Duration.ofMillis(Math.round(capped.toMillis() * random.nextDouble(0.8, 1.2)));
    }
}
