package nl.rijkscloud.loadtests;

import java.util.Locale;

/** The parts of a run, in this order. They are groups of these names in Gatling's report. */
enum Phase {
    /** Lets a newly started portal compile its code and fill its caches. Not measured. */
    WARM,
    /** One visitor at a time. */
    IDLE,
    LOAD;

    static final String KEY = "phase";

    String group() {
        return name().toLowerCase(Locale.ROOT);
    }
}
