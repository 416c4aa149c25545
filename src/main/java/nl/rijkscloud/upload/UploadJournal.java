package nl.rijkscloud.upload;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.document.DocumentReceived;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.transfer.TransferEvent;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of one upload up to date: decides when the offset is due to move, and records that the document is
 * complete or refused and that the session is in use. {@link UploadStream} moves the offset itself. Confined to one
 * upload; its calls follow one another.
 */
final class UploadJournal {
    /** The file is synced, and the offset moved, after this many bytes or this much time, whichever comes first. */
    private static final long COMMIT_BYTES = 16 << 20;
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    /** The session is kept alive at most this often. */
    private static final Duration ACTIVITY_INTERVAL = Duration.ofMinutes(1);

    private final UploadContext context;
    private final Sessions sessions;
    private final Grant grant;
    private long committed;
    private Instant committedAt;
    private Instant activeAt = Instant.MIN;

    /** @param offset of the document when the upload begins */
    UploadJournal(UploadContext context, Sessions sessions, Grant grant, long offset) {
        this.context = context;
        this.sessions = sessions;
        this.grant = grant;
        this.committed = offset;
        this.committedAt = context.clock().instant();
    }

    /**
     * True if it is time to sync the file.
     *
     * @param written bytes of the document that the file will have
     */
    boolean isCommitDue(long written) {
        var waiting = written - committed;
        return waiting >= COMMIT_BYTES || waiting > 0 && committedAt.plus(COMMIT_INTERVAL)
                .isBefore(context.clock().instant());
    }

    /**
     * Notes that the file is synced up to this offset, and that the row says so unless a checksum still has to be
     * confirmed.
     */
    void noteCommit(long offset, Instant at) {
        committed = offset;
        committedAt = at;
        keepSession();
    }

    /** Seals the bytes of an unfinished segment for the document's row; null when there are none. */
    byte @Nullable [] sealRest(Document document, long offset, byte[] rest) {
        return rest.length == 0 ? null : context.rests().seal(grant.transferKey(), document.id(), offset, rest);
    }

    /** Moves the offset to the end. From here on the server reads the document back, also when nobody uses a link. */
    Future<Void> complete(Document held) {
        return context.database().inTransaction(tx -> context.documents()
                        .advance(tx, held, held.length(), null, context.clock().instant())
                        .map(UploadFailures::requireMoved)
                        .compose(moved -> context.links().keepPending(tx, grant.share(), grant.transferKey()))
                        .compose(kept -> context.audit().tally(
                                tx, AuditEntry.done(grant.actor(), Action.DOCUMENT_RECEIVED,
                                        Subject.transfer(held.transfer())))))
                .onSuccess(done -> {
                    keepSession();
                    context.bus().tell(DocumentReceived.TOPIC, new DocumentReceived(held.id()));
                });
    }

    /** Records what the content is, so that the sender learns of a misfit while the remaining bytes are under way. */
    Future<Void> recordJudgement(Document held, ContentJudgement judgement) {
        return context.documents().saveJudgement(context.database().client(), held, seal(held, judgement));
    }

    /** Refuses the document. Its offset stays; the caller may delete its file afterwards. */
    Future<Void> refuse(Document held, ArrivalCheck check) {
        var now = context.clock().instant();
        var event = TransferEvent.of(held.transfer(), "document-refused", now).about(held.id());
        return context.database().inTransaction(tx -> context.documents()
                        .refuse(tx, held, check.refusal().orElseThrow(), seal(held, check.misfit().orElseThrow()), now)
                        .map(UploadFailures::requireMoved)
                        .compose(moved -> context.links().keepPending(tx, grant.share(), grant.transferKey()))
                        .compose(kept -> context.transfers().addEvent(tx, event))
                        .compose(kept -> context.audit().tally(tx, AuditEntry.refused(
                                Actor.SYSTEM, Action.DOCUMENT_CHECKED, Result.NOT_ACCEPTED,
                                Subject.transfer(held.transfer())))))
                .onSuccess(done -> {
                    keepSession();
                    check.count();
                });
    }

    /** Keeps the sender's session alive while bytes become durable. */
    private void keepSession() {
        var now = context.clock().instant();
        if (activeAt.isBefore(now.minus(ACTIVITY_INTERVAL))) {
            activeAt = now;
            sessions.recordUpload(grant.session());
        }
    }

    private byte[] seal(Document held, ContentJudgement judgement) {
        return DocumentEntry.sealJudgement(context.aead(), grant.transferKey().manifestKey(), held.id(), judgement);
    }
}
