package nl.rijkscloud.upload;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.transfer.TransferEvent;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of one upload up to date: decides when the offset is due to move, moves it, and records that the
 * document is complete or refused and that the session is in use. The row of a {@link FirstBytes} is written with the
 * first of these. Confined to one upload; its calls follow one another.
 */
final class UploadJournal {
    /** The file is synced, and the offset moved, after this many bytes or this much time, whichever comes first. */
    private static final long COMMIT_BYTES = 16 << 20;
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    private final UploadContext context;
    private final Sessions sessions;
    private final ArrivedDocuments arrivals;
    private final Grant grant;
    private final Optional<FirstBytes> first;
    private Document held;
    private long committed;
    private Instant committedAt;
    private Optional<ContentJudgement> unwritten = Optional.empty();

    /** @param held the row as the fence left it */
    UploadJournal(UploadContext context, Sessions sessions, ArrivedDocuments arrivals, Grant grant, Document held) {
        this(context, sessions, arrivals, grant, held, Optional.empty());
    }

    /** @param first writes the row, if there is none yet */
    UploadJournal(UploadContext context, Sessions sessions, ArrivedDocuments arrivals, Grant grant, Document held,
            Optional<FirstBytes> first) {
        this.context = context;
        this.sessions = sessions;
        this.arrivals = arrivals;
        this.grant = grant;
        this.first = first;
        this.held = held;
        this.committed = held.offset();
        this.committedAt = context.clock().instant();
    }

    /** Bytes of the document that its row acknowledges. */
    long offset() {
        return held.offset();
    }

    long length() {
        return held.length();
    }

    /** True while no row names the document, so that nobody else can ask for its file. */
    boolean isAlone() {
        return first.filter(row -> !row.isWritten()).isPresent();
    }

    /** True if no row says yet how much of the document there is. */
    boolean owes(long received) {
        return received != held.offset() || isAlone();
    }

    /**
     * True if it is time to sync the file.
     *
     * @param written bytes of the document that the file will have
     */
    boolean isCommitDue(long written) {
        var waiting = written - committed;
        return waiting >= COMMIT_BYTES || (waiting > 0 && committedAt.plus(COMMIT_INTERVAL)
                .isBefore(context.clock().instant()));
    }

    /** Notes that the file is synced up to this offset, although the row does not say so before the sum is right. */
    void noteSync(long offset) {
        committed = offset;
        committedAt = context.clock().instant();
        sessions.recordUpload(grant.session());
    }

    /**
     * Compares and sets the offset in the row, by offset and epoch, so that a writer that was fenced off moves nothing.
     * The bytes of the unfinished segment are sealed into the same row.
     */
    Future<Void> moveOffset(long offset, byte[] rest) {
        var now = context.clock().instant();
        return row().compose(ours -> ours && offset > held.offset()
                ? context.documents().advance(context.database().client(), held, offset, sealRest(offset, rest), now)
                        .map(UploadFailures::requireMoved)
                : Future.<Void>succeededFuture())
                .onSuccess(moved -> {
                    held = held.at(offset);
                    noteSync(offset);
                });
    }

    /** Moves the offset to the end. From here on the server reads the document back, also when nobody uses a link. */
    Future<Void> complete() {
        return first.filter(row -> !row.isWritten())
                .map(row -> row.write(held.whole()).<Void>mapEmpty())
                .orElseGet(() -> row().compose(ours ->
                        ours ? arrivals.complete(grant, held) : Future.succeededFuture()))
                .onSuccess(done -> {
                    held = held.at(held.length());
                    sessions.recordUpload(grant.session());
                });
    }

    /** Records the content's kind, so that the sender learns of a misfit during the upload. */
    Future<Void> recordJudgement(ContentJudgement judgement) {
        if (isAlone()) {
            unwritten = Optional.of(judgement);
            return Future.succeededFuture();
        }
        return context.documents().saveJudgement(context.database().client(), held, seal(judgement));
    }

    /** Refuses the document. Its offset stays; the caller may delete its file afterwards. */
    Future<Void> refuse(ArrivalCheck check) {
        return context.database()
                .inTransaction(tx -> first.filter(row -> !row.isWritten()).map(row -> row.writeIn(tx))
                        .orElseGet(() -> Future.succeededFuture(true))
                        .compose(ours -> ours ? refuse(tx, check) : Future.succeededFuture()))
                .onSuccess(done -> {
                    sessions.recordUpload(grant.session());
                    check.count();
                });
    }

    private Future<Void> refuse(SqlClient tx, ArrivalCheck check) {
        var now = context.clock().instant();
        var event = TransferEvent.of(held.transfer(), "document-refused", now).about(held.id());
        return context.documents()
                .refuse(tx, held, check.refusal().orElseThrow(), seal(check.misfit().orElseThrow()), now)
                .map(UploadFailures::requireMoved)
                .compose(moved -> context.links().keepPending(tx, grant.share(), grant.transferKey()))
                .compose(kept -> context.transfers().addEvent(tx, event))
                .compose(kept -> context.audit().tally(tx, AuditEntry.refused(
                        Actor.SYSTEM, Action.DOCUMENT_CHECKED, Result.NOT_ACCEPTED,
                        Subject.transfer(held.transfer()))));
    }

    /** Writes the row if there is none yet. False if another request has written one for the same client. */
    private Future<Boolean> row() {
        return first.map(row -> row.isWritten()
                ? row.isOurs()
                : row.write(held).compose(made -> row.isOurs()).compose(ours -> unwritten
                        .filter(judgement -> ours).map(judgement -> recordJudgement(judgement).map(ours))
                        .orElseGet(() -> Future.succeededFuture(ours))))
                .orElseGet(() -> Future.succeededFuture(true));
    }

    private byte @Nullable [] sealRest(long offset, byte[] rest) {
        return rest.length == 0 ? null : context.rests().seal(grant.transferKey(), held.id(), offset, rest);
    }

    private byte[] seal(ContentJudgement judgement) {
        return DocumentEntry.sealJudgement(context.aead(), grant.transferKey().manifestKey(), held.id(), judgement);
    }
}
