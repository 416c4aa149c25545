package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.custodian.CheckStore.Claim;
import nl.rijkscloud.outbox.Letter;
import nl.rijkscloud.transfer.Blobs;
import nl.rijkscloud.transfer.Document;
import nl.rijkscloud.transfer.DocumentEntry;
import nl.rijkscloud.transfer.Event;
import nl.rijkscloud.transfer.TransferStore.Stored;

/**
 * Writes down what a check found and delivers the transfer when it was the last one, in one transaction that holds the
 * transfer's row: a document is settled once, by whoever holds the claim, and a transfer delivered once. Safe for use
 * from any thread.
 */
final class Settlement {
    private final CheckStore checks = new CheckStore();
    private final CustodianContext custodian;
    private final Blobs blobs;
    private final Duration lease;

    Settlement(CustodianContext custodian, WorkerExecutor workers, Duration lease) {
        this.custodian = custodian;
        this.blobs = new Blobs(custodian.blobs(), workers);
        this.lease = lease;
    }

    /** Fails with {@code CancellationException} when the claim has been lost, or the document deleted. */
    Future<Void> settle(Claim claim, Document document, Keys keys, Finding finding) {
        return custodian.database()
                .inTransaction(tx -> custodian.transfers().lock(tx, document.transfer())
                        .compose(held -> checks.renew(tx, claim, custodian.clock().instant().plus(lease))
                                .compose(kept -> kept && held.isPresent()
                                        ? settled(tx, held.get(), document, keys, finding)
                                        : Future.failedFuture(new CancellationException()))))
                .compose(delivered -> {
                    if (delivered.isPresent()) {
                        Stream.of(Letter.Channel.values()).forEach(custodian.outbox()::wake);
                    }
                    return finding instanceof Finding.Refused ? blobs.delete(document.id()) : Future.succeededFuture();
                });
    }

    private Future<Optional<AuditEntry>> settled(SqlClient tx, Stored held, Document document, Keys keys, Finding finding) {
        var now = custodian.clock().instant();
        var written = switch (finding) {
            case Finding.Accepted(var digests) -> {
                var manifest = keys.key().manifestKey();
                var sealed = DocumentEntry.sealDigests(custodian.aead(), manifest, document.id(), digests);
                yield custodian.documents().accept(tx, document.id(), sealed, now);
            }
            case Finding.Refused(var refusal) -> custodian.documents().refuse(tx, document.id(), refusal, now)
                    .compose(done -> custodian.transfers()
                            .event(tx, Event.of(document.transfer(), "document-refused", now).about(document.id()))
                            .map(done));
        };
        return written.compose(done -> custodian.delivery().deliverIfDue(tx, held, keys.share(), keys.key()))
                .compose(delivered -> told(tx, document, finding)
                        .compose(done -> custodian.audit().record(tx, delivered.stream().toList()))
                        .map(delivered));
    }

    /** Of the transfer, not of the document: who goes on adding what is refused does not fill the log. */
    private Future<Void> told(SqlClient tx, Document document, Finding finding) {
        return finding instanceof Finding.Refused
                ? custodian.audit().tally(tx, AuditEntry.refused(
                        Actor.SYSTEM, Action.DOCUMENT_CHECKED, Result.NOT_ACCEPTED, Subject.transfer(document.transfer())))
                : Future.succeededFuture();
    }
}
