package nl.rijkscloud.readout;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;

/**
 * Mails those who may approve that a colleague waits, at once: somebody is on the phone. The mail has the number of the
 * transfer and the page on which to decide, and names nobody outside.
 */
final class ApprovalMails {
    /** For each wish: enough that somebody is at their desk, too few to fill the mailboxes of a large department. */
    static final int MOST = 10;

    private final ReadOutStore store;
    private final Outbox outbox;

    ApprovalMails(ReadOutStore store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    /**
     * Writes the mails in the caller's transaction. Call {@link #wake} after the commit.
     *
     * @param id of the wish
     * @param end from then on nobody can approve, and a mail that did not leave is given up
     */
    Future<Void> write(SqlClient tx, UUID id, Instant end) {
        return store.approvers(tx, id, MOST).compose(approvers -> Loop.forEach(approvers, approver ->
                outbox.add(tx, new OutboundMessage(
                        // Of no transfer: its pages show the mails to its parties only.
                        OutboundMessage.Channel.MAIL, null, "read-out-asked", Language.STAFF, approver.email(), Map.of(
                                "name", approver.name(),
                                "number", approver.number().shown(),
                                "until", OfficeTime.text(Language.STAFF, end)),
                        ReadOuts.LIFE)).mapEmpty()));
    }

    void wake() {
        outbox.wake(OutboundMessage.Channel.MAIL);
    }
}
