package nl.rijkscloud.bench;

import java.util.List;

/** One question and the way to answer it. It leaves nothing on the disk. */
interface Measurement {
    /** Its name for {@code --only}. */
    String name();

    String about();

    /** Names of figures that it always adds, and that others rely on; without one of them a run fails. */
    List<String> keys();

    /** True when it has a small version. */
    default boolean inQuick() {
        return true;
    }

    void measure(Lab lab, Figures figures) throws Exception;
}
