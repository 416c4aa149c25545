package nl.rijkscloud.period;

import java.util.UUID;

/**
 * The content was sealed under a period key that has been destroyed, so no one can open it. The caller settles it as
 * lost.
 */
public final class PeriodKeyDestroyed extends Exception {
    private static final long serialVersionUID = 1;

    private final transient UUID period;

    PeriodKeyDestroyed(UUID period) {
        super("the key of period " + period + " is gone", null, false, false);
        this.period = period;
    }

    /** The period, so that a row that has been sealed anew meanwhile is not settled. */
    public UUID period() {
        return period;
    }
}
