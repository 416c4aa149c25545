package nl.rijkscloud.sending;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.access.DraftGrants;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.period.PeriodKeyDestroyed;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Party;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.SealedMessage;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.SessionSecret;
import nl.rijkscloud.vault.Slots;
import nl.rijkscloud.vault.TransferKey;

/**
 * Sendings of staff that have not been sent yet. Nobody has a link to a draft: its key waits in the pending slot from the start, so that its owner
 * goes on with it after signing out or a restart. Safe for use from any thread.
 */
public final class Drafts implements DraftGrants {
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final Links links;
    private final Slots slots;
    private final Audit audit;
    private final Aead aead;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Config.Links lifetimes;

    public Drafts(
            Database database, TransferStore transfers, RecipientStore recipients, Links links, Slots slots, Audit audit, Aead aead,
            SecureRandom random, InstantSource clock, Config.Links lifetimes) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.links = links;
        this.slots = slots;
        this.audit = audit;
        this.aead = aead;
        this.random = random;
        this.clock = clock;
        this.lifetimes = lifetimes;
    }

    /**
     * What the owner may do with a sending of theirs; once it has been sent, without keys, so that a page can say what became of it. Fails with
     * {@code NOT_FOUND} for everybody else and every other transfer.
     */
    @Override
    public Future<Grant> grant(SessionSecret session, UUID owner, UUID transfer) {
        return transfers.find(database.client(), transfer).compose(found -> {
            var stored = found.filter(row -> isSendingOf(row.transfer(), owner)).orElseThrow(Failure::notFound);
            return stored.transfer().state() == Transfer.State.OPEN
                    ? opened(session, owner, stored)
                    : Future.succeededFuture(sent(session, owner, transfer));
        });
    }

    public Future<UUID> begin(BeginDraft question) {
        var id = UUID.randomUUID();
        var share = slots.newShare(id);
        var key = TransferKey.random(id, random);
        var transfer = transfer(id, question);
        var begun = AuditEntry.done(Actor.staff(question.owner()).from(question.source()), Action.DRAFT_BEGUN, Subject.transfer(id));
        return database.inTransaction(tx -> transfers.insert(tx, transfer, slots.seal(share))
                .compose(done -> links.keepPending(tx, share, key))
                .compose(done -> write(tx, key, question.draft()))
                .compose(done -> audit.record(tx, begun))
                .map(id));
    }

    public Future<Void> save(SaveDraft question) {
        var key = question.grant().transferKey();
        return database.inTransaction(tx -> transfers.lock(tx, key.transfer()).compose(held -> held
                .filter(row -> row.transfer().kind() == Transfer.Kind.SENT && row.transfer().state() == Transfer.State.OPEN)
                .map(row -> recipients.ofTransfer(tx, key.transfer()).compose(before -> write(tx, key, question.draft())
                        .compose(done -> isFor(before, question.draft()) ? Future.succeededFuture() : readdressed(tx, question))))
                .orElseGet(() -> Future.failedFuture(Failure.notFound()))));
    }

    /** A page saves all the time; the log hears of what matters in the end, and of that once a minute with a count. */
    private Future<Void> readdressed(SqlClient tx, SaveDraft question) {
        return audit.tally(tx, AuditEntry.done(
                question.grant().actor(), Action.DRAFT_READDRESSED, Subject.transfer(question.grant().transfer())));
    }

    private static boolean isFor(List<Recipient> before, Draft draft) {
        return before.stream().map(one -> List.of(one.email(), one.mobile().orElseThrow())).toList()
                .equals(draft.recipients().stream().map(one -> List.of(one.email(), one.mobile())).toList());
    }

    /** The recipients of a draft are written anew each time: nobody knows them yet. */
    private Future<Void> write(SqlClient tx, TransferKey key, Draft draft) {
        var sealed = SealedMessage.seal(aead, key.manifestKey(), draft.message());
        var first = draft.recipients().getFirst();
        return transfers.drafted(tx, key.transfer(), Party.contact(first.name(), first.email()), draft.language(), sealed)
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

    private Transfer transfer(UUID id, BeginDraft question) {
        var now = clock.instant();
        var first = question.draft().recipients().getFirst();
        return new Transfer(
                id, Transfer.Kind.SENT, Transfer.State.OPEN, question.draft().language(), question.sender(),
                Party.contact(first.name(), first.email()), Optional.of(question.owner()), 0, now, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), now.plus(lifetimes.upload()));
    }

    private static boolean isSendingOf(Transfer transfer, UUID owner) {
        return transfer.kind() == Transfer.Kind.SENT && transfer.owner().filter(owner::equals).isPresent();
    }

    private Future<Grant> opened(SessionSecret session, UUID owner, TransferStore.Stored stored) {
        var share = slots.openShare(stored.transfer().id(), stored.share())
                .orElseThrow(() -> new IllegalStateException("the share of " + stored.transfer().id() + " does not open"));
        return links.pendingKey(database.client(), share).map(key -> key
                .map(opened -> Grant.draft(session, owner, share, opened))
                .orElseGet(() -> sent(session, owner, stored.transfer().id()))) // delivered while we looked
                .recover(failure -> Future.failedFuture(failure instanceof PeriodKeyDestroyed ? Failure.notFound() : failure)); // ends within a minute
    }

    private static Grant sent(SessionSecret session, UUID owner, UUID transfer) {
        return new Grant(
                session, Optional.empty(), transfer, LinkKind.UPLOAD, Optional.empty(), Optional.empty(), Optional.of(owner), false,
                Optional.empty());
    }
}
