package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.LinkService;
import nl.rijkscloud.link.LinkService.ReissueKey;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.transfer.DownloadLinkRenewal;

/**
 * Runs an act that takes the transfer's key. The sender presents the report link again, because the server can open the
 * key only with its secret. The act and its line in the audit log are one transaction.
 *
 * @param links opens the key
 * @param renewal the part that all such acts share
 */
record KeyedAct(Database database, LinkService links, Outbox outbox, Audit audit, DownloadLinkRenewal renewal) {
    /** @param statement the hash of the statement about the act; empty if none was signed */
    record Acted(UUID recipient, Optional<String> statement) {}

    /**
     * Fails with {@code NOT_FOUND} for a link that does not work, and as the act does.
     *
     * @param by the holder of the session
     * @param link the id in the report link
     * @param secret the secret in the report link
     * @param act returns the recipient concerned
     */
    Future<Void> run(
            Actor by, Action action, String link, String secret, BiFunction<SqlClient, ReissueKey, Future<Acted>> act) {
        return links.reissueKey(link, secret)
                .compose(opened -> database.inTransaction(tx -> act.apply(tx, opened).compose(acted -> audit.record(
                        tx, AuditEntry.done(by, action, Subject.recipient(opened.key().transfer(), acted.recipient()))
                                .withStatement(acted.statement())))))
                .recover(failure -> failure instanceof Failure expected
                        ? audit.refused(AuditEntry.refused(by, action, result(expected), Subject.NONE), failure)
                        : Future.failedFuture(failure))
                .onSuccess(done -> Stream.of(OutboundMessage.Channel.values()).forEach(outbox::wake));
    }

    /** The audit log's word for a refusal. */
    private static Result result(Failure failure) {
        return switch (failure.kind()) {
            case TOO_MANY -> Result.TOO_MANY;
            case CONFLICT -> Result.NOT_DELIVERED;
            default -> Result.UNUSABLE_LINK;
        };
    }
}
