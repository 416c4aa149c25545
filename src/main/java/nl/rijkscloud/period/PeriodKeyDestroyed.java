package nl.rijkscloud.period;

import java.util.UUID;

/** What lies here was sealed under a period key that has been destroyed: nobody can open it any more. Whoever meets it settles it as lost. */
public final class PeriodKeyDestroyed extends Exception {
    private static final long serialVersionUID = 1;

    private final transient UUID period;

    PeriodKeyDestroyed(UUID period) {
        super("the key of period " + period + " is gone", null, false, false);
        this.period = period;
    }

    /** For settling no row that has been sealed anew meanwhile. */
    public UUID period() {
        return period;
    }
}
