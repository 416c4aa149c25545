package nl.rijkscloud.sending;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.access.LinkAccess.DraftGrants;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.keys.Shares;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.period.PeriodSeal.PeriodKeyDestroyed;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Party;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.SessionSecret;
import nl.rijkscloud.vault.TransferKey;

/**
 * Begins and saves drafts of staff, and grants their owner access. No link opens a draft: its key is in the pending
 * slot from the start, so that the owner can continue after signing out or after a restart.
 */
final class Drafts implements DraftGrants {
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final Links links;
    private final Shares shares;
    private final Audit audit;
    private final Aead aead;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Config.Retention terms;

    Drafts(
            Database database, TransferStore transfers, RecipientStore recipients, Links links, Shares shares,
            Audit audit, Aead aead, SecureRandom random, InstantSource clock, Config.Retention terms) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.links = links;
        this.shares = shares;
        this.audit = audit;
        this.aead = aead;
        this.random = random;
        this.clock = clock;
        this.terms = terms;
    }

    /**
     * Grants the owner access to a draft. Once it has been sent, the grant holds no key and only allows reading its
     * state. Fails with {@code NOT_FOUND} for everybody else and for every other transfer.
     */
    @Override
    public Future<Grant> grant(SessionSecret session, UUID owner, UUID transfer) {
        return transfers.find(database.client(), transfer).compose(found -> {
            var stored = found.filter(row -> isSendingOf(row.transfer(), owner)).orElseThrow(Failure::notFound);
            return stored.transfer().state() == Transfer.State.OPEN
                    ? openDraft(session, owner, stored)
                    : Future.succeededFuture(withoutKey(session, owner, transfer));
        });
    }

    /**
     * Begins a draft of this member of staff. Returns the id of its transfer, to which the owner can now add documents.
     */
    Future<UUID> begin(StaffAccess.Member owner, Draft draft) {
        var id = UUID.randomUUID();
        var share = shares.make(id);
        var key = TransferKey.random(id, random);
        var transfer = transfer(id, owner.staff(), draft);
        var begun = AuditEntry.done(owner.actor(), Action.DRAFT_BEGUN, Subject.transfer(id));
        return database.inTransaction(tx -> shares.seal(tx, share)
                .compose(sealed -> transfers.insert(tx, transfer, sealed))
                .compose(done -> links.keepPending(tx, share, key))
                .compose(done -> write(tx, key, draft))
                .compose(done -> audit.record(tx, begun))
                .map(id));
    }

    /**
     * Replaces recipients, language and message. Fails with {@code NOT_FOUND} when the draft has been sent or has
     * ended.
     */
    Future<Void> save(Grant grant, Draft draft) {
        var key = grant.transferKey();
        return database.inTransaction(tx -> transfers.lock(tx, key.transfer()).compose(held -> held
                .filter(row -> row.transfer().kind() == Transfer.Kind.SENT && row.transfer()
                        .state() == Transfer.State.OPEN)
                .map(row -> recipients.ofTransfer(tx, key.transfer()).compose(before -> write(tx, key, draft)
                        .compose(done -> hasSameRecipients(before, draft)
                                ? Future.succeededFuture()
                                : tallyChange(tx, grant))))
                .orElseGet(() -> Future.failedFuture(Failure.notFound()))));
    }

    /** The page saves after every change, so the audit log counts changes of recipients per minute. */
    private Future<Void> tallyChange(SqlClient tx, Grant grant) {
        return audit.tally(tx,
                AuditEntry.done(grant.actor(), Action.DRAFT_READDRESSED, Subject.transfer(grant.transfer())));
    }

    private static boolean hasSameRecipients(List<Recipient> before, Draft draft) {
        return before.stream().map(one -> List.of(one.email(), one.mobile())).toList()
                .equals(draft.recipients().stream().map(one -> List.of(one.email(), one.mobile())).toList());
    }

    /**
     * Returns recipients and language of a sending, for a new one that begins with them. Message and documents are not
     * copied: they are sealed. Recipients are missing once they have been erased. Fails with {@code NOT_FOUND} for
     * everybody but the owner, who has typed the numbers.
     */
    Future<Draft> copy(UUID owner, UUID transfer) {
        var client = database.client();
        return transfers.find(client, transfer).compose(found -> {
            var earlier = found.map(TransferStore.Stored::transfer).filter(sent -> isSendingOf(sent, owner))
                    .orElseThrow(Failure::notFound);
            return recipients.ofTransfer(client, transfer).map(all -> new Draft(
                    all.stream().filter(Recipient::outsider)
                            .map(one -> new Draft.Addressee(one.name(), one.email(), one.mobile())).toList(),
                    earlier.language(), Message.EMPTY));
        });
    }

    /** Deletes and inserts the recipients each time: nothing refers to the recipients of a draft yet. */
    private Future<Void> write(SqlClient tx, TransferKey key, Draft draft) {
        var sealed = draft.message().seal(aead, key.manifestKey());
        var first = draft.recipients().getFirst();
        return transfers.saveDraft(tx, key.transfer(), Party.contact(first.name(), first.email()), draft.language(),
                sealed)
                .compose(done -> recipients.deleteAll(tx, key.transfer()))
                .compose(done -> insert(tx, key.transfer(), draft.recipients()));
    }

    private Future<Void> insert(SqlClient tx, UUID transfer, List<Draft.Addressee> addressees) {
        var positions = IntStream.range(0, addressees.size()).boxed().toList();
        return Loop.forEach(positions, position -> {
            var to = addressees.get(position);
            return recipients.insert(tx, Recipient.outsider(transfer, position, to.name(), to.email(), to.mobile()));
        });
    }

    private Transfer transfer(UUID id, Staff owner, Draft draft) {
        var now = clock.instant();
        var first = draft.recipients().getFirst();
        var sender = new Party(owner.name(), owner.email(), Optional.empty(), Optional.empty());
        return new Transfer(
                id, Transfer.Kind.SENT, Transfer.State.OPEN, draft.language(), sender,
                Party.contact(first.name(), first.email()), Optional.of(owner.id()), 0, now, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), now.plus(terms.unfinished()));
    }

    private static boolean isSendingOf(Transfer transfer, UUID owner) {
        return transfer.kind() == Transfer.Kind.SENT && transfer.owner().filter(owner::equals).isPresent();
    }

    private Future<Grant> openDraft(SessionSecret session, UUID owner, TransferStore.Stored stored) {
        var share = shares.open(stored.transfer().id(), stored.share())
                .orElseThrow(() -> new IllegalStateException("the share of " + stored.transfer().id()
                        + " does not open"));
        return links.pendingKey(database.client(), share).map(key -> key
                .map(opened -> Grant.draft(session, owner, share, opened))
                .orElseGet(() ->
                        withoutKey(session, owner, stored.transfer().id()))) // delivered since the row was read
                .recover(failure -> Future.failedFuture(
                        // the rotation ends such a transfer within a minute
                        failure instanceof PeriodKeyDestroyed ? Failure.notFound() : failure));
    }

    private static Grant withoutKey(SessionSecret session, UUID owner, UUID transfer) {
        return new Grant(
                session, Optional.empty(), transfer, LinkKind.UPLOAD, Optional.empty(), Optional.empty(),
                Optional.of(owner), false, Optional.empty(), Optional.empty());
    }
}
