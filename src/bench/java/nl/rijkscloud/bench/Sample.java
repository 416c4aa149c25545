package nl.rijkscloud.bench;

/**
 * One repetition.
 *
 * @param seconds from the first byte of the request to the last of the response; for several streams, from the first
 * start to the last end
 * @param bytes of all bodies together
 * @param cpuSeconds that the server used meanwhile
 * @param databaseCpuSeconds that the server's database used meanwhile; 0 for a server without one
 * @param waited seconds from the last byte of an upload to its response, the longest of all streams
 * @param failures streams that failed
 */
record Sample(double seconds, long bytes, double cpuSeconds, double databaseCpuSeconds, double waited, int failures) {
    double megabytesPerSecond() {
        return bytes / seconds / 1e6;
    }

    double cpuPerGigabyte() {
        return cpuSeconds / (bytes / 1e9);
    }

    double waitedMilliseconds() {
        return waited * 1000;
    }

    /** The same with another number of failures: of documents instead of streams. */
    Sample withFailures(int count) {
        return new Sample(seconds, bytes, cpuSeconds, databaseCpuSeconds, waited, count);
    }
}
