package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.content.ContentCheck;
import nl.rijkscloud.custodian.CheckStore.Claim;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.transfer.BlobDeletion;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore.Stored;
import org.jspecify.annotations.Nullable;

/**
 * Records the findings of checks and delivers the transfer after the last one, in one transaction that holds the row of
 * the transfer: the holder of the claim settles a document once, and a transfer is delivered once. The cost does not
 * depend on the number of other documents, except for the delivery. Safe for use from any thread.
 */
final class CheckOutcomeWriter {
    private final CheckStore checks = new CheckStore();
    private final CustodianContext custodian;
    private final BlobDeletion blobs;
    private final ContentCheck types;

    /** The outcome of one document. */
    record Found(Claim claim, Document document, CheckFinding finding) {}

    CheckOutcomeWriter(CustodianContext custodian, WorkerExecutor workers, ContentCheck types) {
        this.custodian = custodian;
        this.types = types;
        this.blobs = new BlobDeletion(custodian.blobs(), workers);
    }

    /**
     * Settles the findings of one transfer's documents together, and one by one if that fails, so that one document
     * cannot hold up the others. A document whose claim was lost stays as it is. Returns the documents that could not
     * be settled.
     */
    Future<List<TransferCheck.Failed>> settle(TransferKeys keys, List<Found> found) {
        var failed = new ArrayList<TransferCheck.Failed>();
        return together(keys, found)
                .recover(failure -> found.size() == 1
                        ? failed(failed, found.getFirst(), failure)
                        : Loop.forEach(found,
                                one -> together(keys, List.of(one)).recover(alone -> failed(failed, one, alone))))
                .map(failed);
    }

    private static Future<Void> failed(List<TransferCheck.Failed> all, Found found, Throwable failure) {
        all.add(new TransferCheck.Failed(found.claim(), failure));
        return Future.succeededFuture();
    }

    private Future<Void> together(TransferKeys keys, List<Found> found) {
        if (found.isEmpty()) {
            return Future.succeededFuture();
        }
        var refused = new ArrayList<UUID>();
        return custodian.database()
                .inTransaction(tx -> custodian.transfers().lock(tx, keys.key().transfer())
                        .compose(held -> held.isPresent()
                        ? settled(tx, held.get(), keys, found, refused)
                        : Future.succeededFuture(Optional.empty())))
                .compose(delivered -> {
                    found.stream().map(one -> one.finding().judgement()).flatMap(Optional::stream)
                            .forEach(types::count);
                    found.stream().map(one -> one.finding().scan()).flatMap(Optional::stream).forEach(types::count);
                    if (delivered.isPresent()) {
                        Stream.of(OutboundMessage.Channel.values()).forEach(custodian.outbox()::wake);
                    }
                    return blobs.delete(refused);
                });
    }

    private Future<Optional<AuditEntry>> settled(SqlClient tx, Stored held, TransferKeys keys, List<Found> found,
            List<UUID> refused) {
        var accepted = found.stream().filter(one -> one.finding() instanceof CheckFinding.Accepted).toList();
        var others = found.stream().filter(one -> one.finding() instanceof CheckFinding.Refused).toList();
        return accept(tx, accepted, keys)
                .compose(done -> Loop.forEach(others, one -> refuse(tx, one, keys).onSuccess(settled -> {
                    if (settled) {
                        refused.add(one.document().id());
                    }
                })))
                .compose(done -> custodian.delivery().deliverIfDue(tx, held, keys.share(), keys.key()))
                .compose(delivered -> told(tx, keys.key().transfer(), refused)
                        .compose(done -> custodian.audit().record(tx, delivered.stream().toList()))
                        .map(delivered));
    }

    private Future<Void> accept(SqlClient tx, List<Found> accepted, TransferKeys keys) {
        return accepted.isEmpty()
                ? Future.succeededFuture()
                : checks.accept(tx, accepted.stream().map(one -> sealed(one, keys)).toList(),
                        custodian.clock().instant());
    }

    /** Seals the finding for its document. */
    private CheckStore.Checked sealed(Found found, TransferKeys keys) {
        var read = switch (found.finding()) {
            case CheckFinding.Accepted accepted -> Optional.of(accepted.digests());
            case CheckFinding.Refused refused -> refused.digests();
        };
        var digests = read.map(all -> DocumentEntry.sealDigests(
                custodian.aead(), keys.key().manifestKey(), found.document().id(), all)).orElse(null);
        var sums = found.finding() instanceof CheckFinding.Accepted accepted ? accepted.sums() : null;
        var scan = found.finding().scan();
        return new CheckStore.Checked(found.claim(), digests, sums, judgement(found, keys), scan(found, keys),
                scan.map(result -> result.state().code()).orElse(null));
    }

    private byte @Nullable [] scan(Found found, TransferKeys keys) {
        return found.finding().scan()
                .map(result -> DocumentEntry.sealScan(custodian.aead(), keys.key().manifestKey(),
                        found.document().id(), result))
                .orElse(null);
    }

    private byte @Nullable [] judgement(Found found, TransferKeys keys) {
        return found.finding().judgement()
                .map(kind -> DocumentEntry.sealJudgement(custodian.aead(), keys.key().manifestKey(),
                        found.document().id(), kind))
                .orElse(null);
    }

    /** Returns false if the claim was lost. */
    private Future<Boolean> refuse(SqlClient tx, Found found, TransferKeys keys) {
        var now = custodian.clock().instant();
        var document = found.document();
        var refusal = ((CheckFinding.Refused) found.finding()).refusal();
        return checks.refuse(tx, sealed(found, keys), refusal, now).compose(settled -> settled
                ? custodian.transfers().addEvent(tx,
                        TransferEvent.of(document.transfer(), "document-refused", now).about(document.id())).map(true)
                : Future.succeededFuture(false));
    }

    /**
     * Logs once for the transfer, not for each document: a sender who keeps adding refused documents does not fill the
     * log.
     */
    private Future<Void> told(SqlClient tx, UUID transfer, List<UUID> refused) {
        return Loop.forEach(refused, one -> custodian.audit().tally(
                tx, AuditEntry.refused(Actor.SYSTEM, Action.DOCUMENT_CHECKED, Result.NOT_ACCEPTED,
                        Subject.transfer(transfer))));
    }
}
