package nl.rijkscloud.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when the test says so. Safe for use from any thread. */
public final class TestClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-12T13:05:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }
}
