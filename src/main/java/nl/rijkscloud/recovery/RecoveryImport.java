package nl.rijkscloud.recovery;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Base64Url;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.recovery.RecoveryStore.Exported;
import nl.rijkscloud.statement.Statements;
import nl.rijkscloud.transfer.Receipts;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.vault.Slots;
import nl.rijkscloud.vault.Slots.SlotKind;

/**
 * The server's second step: takes in the link that the custodians made, in place of those that are lost. It learns no
 * secret of the link. An export comes back once, for its own transfer, with the seal of those who opened it.
 */
public final class RecoveryImport {
    private static final int LINK_ID = 16;

    private final RecoveryStore store = new RecoveryStore();
    private final Parts parts;
    private final TransferMails mails;
    private final Receipts receipts;

    /** The services of the portal that an import needs. */
    public record Parts(
            Database database, TransferStore transfers, RecipientStore recipients, Links links, Slots slots,
            Outbox outbox, Audit audit, InstantSource clock) {}

    public RecoveryImport(Parts parts, TransferMails mails, Receipts receipts) {
        this.parts = parts;
        this.mails = mails;
        this.receipts = receipts;
    }

    /** Fails with {@link RecoveryRefused} and changes nothing. Returns a sentence about what was done. */
    public Future<String> run(String file) {
        var paper = SealedPaper.parse(SealedPaper.IMPORT, file)
                .orElseThrow(() -> new RecoveryRefused("the file is no import of recovery open"));
        var content = content(paper);
        return parts.database.inTransaction(tx -> store.lock(tx, content.export())
                .map(found -> found.filter(export -> !export.imported()).orElseThrow(() -> new RecoveryRefused(
                        "export " + content.export() + " is unknown here, or was imported before")))
                .compose(export -> parts.transfers.lock(tx, export.transfer())
                        .compose(held -> adopt(tx, held.orElseThrow(), export, paper, content))));
    }

    /** @param slots base64url of each, by the name of its kind */
    private record Content(UUID export, byte[] link, JsonObject slots) {}

    private static Content content(SealedPaper paper) {
        try {
            var json = paper.json();
            return new Content(UUID.fromString(json.getString("export", "")),
                    Base64Url.bytes(json.getString("link", ""), LINK_ID).orElseThrow(IllegalArgumentException::new),
                    json.getJsonObject("slots", new JsonObject()));
        } catch (IllegalArgumentException | ClassCastException wrong) {
            throw new RecoveryRefused("the import is damaged");
        }
    }

    private Future<String> adopt(
            SqlClient tx, TransferStore.Stored stored, Exported export, SealedPaper paper, Content content) {
        var now = parts.clock.instant();
        var transfer = Living.require(stored.transfer(), now);
        var share = parts.slots.openShare(transfer.id(), stored.share())
                .orElseThrow(() -> new RecoveryRefused("the server's half of the transfer does not open"));
        if (!ImportSeal.of(share, export.id()).matches(paper.seal(), paper.content())) {
            throw new RecoveryRefused("the file was changed, or is not what the custodians made for this export");
        }
        var kind = export.recipient().isPresent() ? LinkKind.DOWNLOAD : LinkKind.REPORT;
        var slots = slots(kind, content);
        return addressee(tx, export).compose(to -> replace(tx, transfer.id(), kind, export)
                .compose(done -> parts.links.adopt(tx, transfer.id(), content.link(), kind,
                        export.recipient().orElse(null), export.notAfter(), slots))
                .compose(done -> store.markImported(tx, export.id(), now))
                .compose(done -> parts.transfers.addEvent(
                        tx, TransferEvent.of(transfer.id(), "recovered", now).of(export.recipient())))
                .compose(done -> receipts.signRecovered(tx, transfer, kind, export.id(), now))
                .compose(signed -> parts.outbox.add(tx, mails.recovered(
                                transfer, to, now, signed.map(Statements.Issued::text)))
                        .compose(added -> parts.audit.record(tx, line(transfer, export)
                                .withStatement(signed.map(Statements.Issued::hash)))))
                .map("Transfer " + transfer.shownNumber() + " has the fresh link, and the links before it are void. "
                        + to.map(Recipient::email).orElse(transfer.sender().email()) + " gets a mail about it."));
    }

    private static Map<SlotKind, byte[]> slots(LinkKind kind, Content content) {
        var slots = new EnumMap<SlotKind, byte[]>(SlotKind.class);
        kind.slots().forEach(slot -> slots.put(slot, Base64Url.exactly(content.slots().getString(slot.sql(), ""))
                .filter(bytes -> bytes.length > 0)
                .orElseThrow(() -> new RecoveryRefused("the import holds another kind of link than was exported"))));
        return slots;
    }

    /** Empty for a report link. Fails if the recipient was replaced meanwhile. */
    private Future<Optional<Recipient>> addressee(SqlClient tx, Exported export) {
        return export.recipient().isEmpty() ? Future.succeededFuture(Optional.empty())
                : parts.recipients.find(tx, export.recipient().get()).map(found -> Optional.of(found.orElseThrow(
                        () -> new RecoveryRefused("the recipient was replaced since the export"))));
    }

    /** Whoever finds an old link later must not have it open anything. */
    private Future<Void> replace(SqlClient tx, UUID transfer, LinkKind kind, Exported export) {
        return export.recipient().map(recipient -> parts.links.revokeOf(tx, recipient))
                .orElseGet(() -> parts.links.revoke(tx, transfer, kind));
    }

    private static AuditEntry line(Transfer transfer, Exported export) {
        return AuditEntry.done(
                Actor.OPERATOR, Action.TRANSFER_RECOVERED, Subject.export(transfer.id(), export.id()));
    }
}
