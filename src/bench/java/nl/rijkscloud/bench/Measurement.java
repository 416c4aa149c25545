package nl.rijkscloud.bench;

/** One question and how it is answered. It leaves nothing on the disk. */
interface Measurement {
    /** What {@code --only} knows it by. */
    String name();

    String about();

    /** Whether there is a small version of it. */
    default boolean inQuick() {
        return true;
    }

    void measure(Lab lab, Figures figures) throws Exception;
}
