package nl.rijkscloud.period;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.vault.SealContext;

/**
 * Seals content that the server alone has to open for a while: waiting messages, keys of transfers under check, texts
 * of requests. Each is sealed under the key of a period, which is destroyed within {@link PeriodKeyRotation#MOST}.
 * Deleting a row leaves its bytes in the database's log; destroying the key makes those unreadable too. Safe for use
 * from any thread.
 */
public final class PeriodSeal {
    /**
     * The content was sealed under a period key that has been destroyed, so no one can open it. The caller settles it
     * as lost.
     */
    public static final class PeriodKeyDestroyed extends Exception {
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

    private final PeriodKeys keys;
    private final PeriodCipher cipher;

    public PeriodSeal(PeriodKeys keys, PeriodCipher cipher) {
        this.keys = keys;
        this.cipher = cipher;
    }

    /** Seals for a row that is written in the same transaction. */
    public Future<byte[]> seal(SqlClient tx, SealContext what, byte[] plain) {
        return keys.current(tx).map(period -> cipher.seal(period, what, plain));
    }

    /**
     * Opens the bytes; empty when they were sealed for another purpose or changed. Fails with
     * {@link PeriodKeyDestroyed} when the period's key has been destroyed; the row may have been sealed anew since it
     * was read.
     */
    public Future<Optional<byte[]>> open(SealContext what, byte[] sealed) {
        var period = PeriodCipher.periodOf(sealed);
        return period.equals(PeriodCipher.BEFORE_PERIODS)
                ? Future.succeededFuture(cipher.openBefore(what, sealed))
                : keys.find(period).compose(key -> key.isPresent()
                        ? Future.succeededFuture(cipher.open(key.get(), what, sealed))
                        : Future.failedFuture(new PeriodKeyDestroyed(period)));
    }

    /** True when the key that these bytes need still exists. */
    public Future<Boolean> opens(byte[] sealed) {
        UUID period = PeriodCipher.periodOf(sealed);
        return period.equals(PeriodCipher.BEFORE_PERIODS)
                ? Future.succeededFuture(true)
                : keys.find(period).map(Optional<PeriodKey>::isPresent);
    }
}
