package nl.rijkscloud.bench;

/** One question and the way to answer it. It leaves nothing on the disk. */
interface Measurement {
    /** Its name for {@code --only}. */
    String name();

    String about();

    /** True when it has a small version. */
    default boolean inQuick() {
        return true;
    }

    void measure(Lab lab, Figures figures) throws Exception;
}
