package nl.rijkscloud.recovery;

import java.time.Instant;
import nl.rijkscloud.transfer.Transfer;

/** The rule for both ends of a recovery: only a transfer that others may still download is opened again. */
final class Living {
    private Living() {}

    /** Throws {@link RecoveryRefused} if the transfer is not delivered, or its time is over. */
    static Transfer require(Transfer transfer, Instant now) {
        if (transfer.state() != Transfer.State.DELIVERED) {
            throw new RecoveryRefused("transfer " + transfer.shownNumber() + " is " + transfer.state().sql()
                    + "; only a delivered one can be recovered");
        }
        if (!transfer.expiresAt().isAfter(now)) {
            throw new RecoveryRefused("the time of transfer " + transfer.shownNumber() + " is over");
        }
        return transfer;
    }
}
