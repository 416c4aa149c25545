package nl.rijkscloud.recovery;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferNumber;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.vault.Kdf;
import nl.rijkscloud.vault.RecoveryKey;
import nl.rijkscloud.vault.Slots;

/**
 * The server's first step: hands one transfer's recovery slot out to the custodians, sealed to the recovery key, with
 * the server's share. The audit log has a line before anybody has the file.
 *
 * <p>A transfer that came in gets a download link for a recipient among the staff. One that staff sent gets a report
 * link for its sender, who sends the recipients fresh links with it.
 */
public final class RecoveryExport {
    private final RecoveryStore store = new RecoveryStore();
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final Links links;
    private final Slots slots;
    private final Audit audit;
    private final InstantSource clock;
    private final URI portal;

    public RecoveryExport(
            Database database, TransferStore transfers, RecipientStore recipients, Links links, Slots slots,
            Audit audit, InstantSource clock, URI portal) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.links = links;
        this.slots = slots;
        this.audit = audit;
        this.clock = clock;
        this.portal = portal;
    }

    /**
     * Exports a delivered transfer. Fails with {@link RecoveryRefused} for one that is unknown, not delivered, over or
     * ended, or was delivered without a recovery key.
     *
     * @param key the recovery key to which the transfer was sealed
     * @param email of the recipient who gets the link; the first among the staff if it is empty
     * @return the text of the file
     */
    public Future<String> export(TransferNumber number, RecoveryKey key, Optional<String> email) {
        return database.inTransaction(tx -> store.findTransfer(tx, number)
                .map(found -> found.orElseThrow(() -> new RecoveryRefused("there is no transfer " + number.shown())))
                .compose(id -> transfers.lock(tx, id))
                .compose(held -> export(tx, held.orElseThrow(), key, email)));
    }

    private Future<String> export(
            SqlClient tx, TransferStore.Stored stored, RecoveryKey key, Optional<String> email) {
        var transfer = Living.require(stored.transfer(), clock.instant());
        var share = slots.openShare(transfer.id(), stored.share())
                .orElseThrow(() -> new RecoveryRefused("the server's half of the transfer does not open"));
        return links.findRecovery(tx, transfer.id())
                .map(found -> found.orElseThrow(() -> new RecoveryRefused(
                        "transfer " + transfer.shownNumber() + " was delivered without a recovery key")))
                .compose(slot -> {
                    var sealedTo = RecoveryKey.shown(Slots.recoveryId(slot));
                    if (!sealedTo.equals(key.shownId())) {
                        throw new RecoveryRefused("transfer " + transfer.shownNumber() + " was sealed to recovery key "
                                + sealedTo + ", not to " + key.shownId() + "; name the other public half with --key");
                    }
                    var inner = Slots.openRecovery(share, slot)
                            .orElseThrow(() -> new RecoveryRefused("the recovery slot was changed"));
                    return choose(tx, transfer, email).compose(to -> links
                            .boundOf(tx, transfer.id(), transfer.expiresAt())
                            .compose(notAfter -> write(tx, new ExportTerms(
                                    UUID.randomUUID(), transfer.id(), transfer.shownNumber(),
                                    to.isPresent() ? LinkKind.DOWNLOAD : LinkKind.REPORT,
                                    notAfter.truncatedTo(ChronoUnit.MICROS), key.shownId(), portal), to)
                                    .map(terms -> new SealedPaper(terms, key.sealExport(
                                            terms, Kdf.concat(share.bytes(), inner))).text(SealedPaper.EXPORT))));
                });
    }

    private Future<byte[]> write(SqlClient tx, ExportTerms terms, Optional<Recipient> to) {
        var row = new RecoveryStore.Exported(
                terms.id(), terms.transfer(), to.map(Recipient::id), terms.notAfter(), false);
        return store.insert(tx, row, clock.instant())
                .compose(done -> audit.record(tx, AuditEntry.done(Actor.OPERATOR, Action.RECOVERY_EXPORTED,
                        Subject.export(terms.transfer(), terms.id()))))
                .map(terms.write());
    }

    /** The recipient who gets a download link; empty for what staff sent. */
    private Future<Optional<Recipient>> choose(SqlClient tx, Transfer transfer, Optional<String> email) {
        if (transfer.kind() == Transfer.Kind.SENT) {
            return email.isEmpty() ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(new RecoveryRefused("staff sent this transfer: its sender gets a report link,"
                            + " so name no recipient"));
        }
        return recipients.ofTransfer(tx, transfer.id()).map(all -> Optional.of(choose(all, email)));
    }

    private static Recipient choose(List<Recipient> all, Optional<String> email) {
        return all.stream().filter(one -> !one.outsider())
                .filter(one -> email.isEmpty() || one.email().equalsIgnoreCase(email.get()))
                .findFirst()
                .orElseThrow(() -> new RecoveryRefused("the transfer has no such recipient among the staff"));
    }
}
