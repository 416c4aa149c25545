package nl.rijkscloud.bench;

/**
 * One repetition.
 *
 * @param seconds from the first byte of the request to the last of the answer; of several streams, from the first start to the last end
 * @param cpuSeconds that the server took meanwhile
 * @param failures streams that did not end well
 */
record Sample(double seconds, long bytes, double cpuSeconds, int failures) {
    double megabytesPerSecond() {
        return bytes / seconds / 1e6;
    }

    double cpuPerGigabyte() {
        return cpuSeconds / (bytes / 1e9);
    }
}
