package nl.rijkscloud.bench;

/** Adds up the results of all streams of one repetition. Safe for use from any thread. */
final class Tally {
    private long bytes;
    private double waited;
    private int failures;

    synchronized void uploaded(Exchange.Answer answer, long sent) {
        expect(answer);
        bytes += sent;
        waited = Math.max(waited, answer.waited());
    }

    synchronized void downloaded(Exchange.Answer answer) {
        expect(answer);
        bytes += answer.bytes();
    }

    synchronized void answered(Exchange.Answer answer) {
        expect(answer);
    }

    synchronized void failed() {
        failures++;
    }

    synchronized boolean hasFailures() {
        return failures > 0;
    }

    synchronized Sample sample(double seconds, double cpuSeconds, double databaseCpuSeconds) {
        return new Sample(seconds, bytes, cpuSeconds, databaseCpuSeconds, waited, failures);
    }

    private static void expect(Exchange.Answer answer) {
        if (!answer.succeeded()) {
            throw new IllegalStateException(answer.head());
        }
    }
}
