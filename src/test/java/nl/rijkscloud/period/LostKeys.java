package nl.rijkscloud.period;

/** The loss of period keys by a restore or a dead disk. */
public final class LostKeys {
    private LostKeys() {}

    /** Leaves the right folder in place; no key is in it or in this server's memory. */
    public static void lose(PeriodKeys keys) {
        keys.listPeriods().await().forEach(period -> keys.destroy(period).await());
    }
}
