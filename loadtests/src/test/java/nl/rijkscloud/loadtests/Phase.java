package nl.rijkscloud.loadtests;

import java.util.Locale;

/** The parts of a run, in this order. In the report of Gatling they are groups of this name. */
enum Phase {
    /** Compiles and fills what a portal that has just started has not yet. Counts for nothing. */
    WARM,
    /** One visitor at a time. */
    IDLE,
    LOAD;

    static final String KEY = "phase";

    String group() {
        return name().toLowerCase(Locale.ROOT);
    }
}
