package nl.rijkscloud.bench;

/**
 * The thoroughness of a run.
 *
 * @param bytes of the document that one stream carries
 * @param warmUps rounds that do not count: a JVM has compiled its hot paths after about 1 GB
 */
record Effort(boolean quick, long bytes, int warmUps, int repetitions) {
    static final Effort FULL = new Effort(false, 1L << 30, 2, 7);
    static final Effort QUICK = new Effort(true, 256L << 20, 2, 5);

    <T> T of(T whenFull, T whenQuick) {
        return quick ? whenQuick : whenFull;
    }

    /** For people: {@code 1 GiB}. */
    static String size(long bytes) {
        return bytes % (1L << 30) == 0 ? (bytes >> 30) + " GiB" : (bytes >> 20) + " MiB";
    }
}
