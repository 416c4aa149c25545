package nl.rijkscloud.period;

/** What a restore, or a disk that died, does to period keys. */
public final class LostKeys {
    private LostKeys() {}

    /** The folder is there and is the right one; no key is in it or in this server's memory. */
    public static void lose(PeriodKeys keys) {
        keys.present().await().forEach(period -> keys.destroy(period).await());
    }
}
