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
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.TransferKey;

/**
 * Moves one upload's offset, always to what is on disk and synced already. Every move is a compare-and-set on offset and epoch, so a writer that has
 * been fenced off moves nothing. Confined to one upload; its calls follow one another.
 */
final class OffsetCommitter {
    /** Synced in groups, by bytes or by time, whichever comes first. */
    private static final long GROUP_BYTES = 16 << 20;
    private static final Duration GROUP_TIME = Duration.ofSeconds(1);
    private static final Duration ACTIVITY_TIME = Duration.ofMinutes(1);

    private final UploadContext context;
    private final Share share;
    private final TransferKey key;
    private final Actor uploader;
    private final Runnable activity;
    private final boolean atOnce;
    private long durable;
    private Document held;
    private Instant committedAt;
    private Instant activeAt = Instant.MIN;

    /**
     * @param held the row as the fence left it
     * @param activity told now and then that bytes become durable
     * @param atOnce true when the offset moves at the end or not at all
     */
    OffsetCommitter(UploadContext context, Share share, TransferKey key, Actor uploader, Document held, Runnable activity, boolean atOnce) {
        this.context = context;
        this.share = share;
        this.key = key;
        this.uploader = uploader;
        this.held = held;
        this.activity = activity;
        this.atOnce = atOnce;
        this.durable = held.offset();
        this.committedAt = context.clock().instant();
    }

    /** Whether it is time to sync, {@code written} bytes of the document being in the file. */
    boolean isDue(long written) {
        var waiting = written - durable;
        return waiting >= GROUP_BYTES
                || waiting > 0 && committedAt.plus(GROUP_TIME).isBefore(context.clock().instant());
    }

    /** Moves the offset to a segment boundary while more is coming, if it may move now. The end of the document is left to {@link #finish}. */
    Future<Void> commit(long synced) {
        if (atOnce) {
            reached(synced, context.clock().instant());
            return Future.succeededFuture();
        }
        return synced == held.length() ? Future.succeededFuture() : advance(synced, null);
    }

    /** Moves the offset to the byte; {@code rest} is the plaintext of the unfinished segment, sealed into the same row. */
    Future<Void> finish(long received, byte[] rest) {
        if (received == held.length()) {
            return complete();
        }
        if (received == held.offset()) {
            return Future.succeededFuture();
        }
        var sealed = rest.length == 0 ? null : context.rests().seal(key, held.id(), received, rest);
        return advance(received, sealed);
    }

    /** The last byte: from here on the server reads the document back, also when nobody's link is at hand. */
    private Future<Void> complete() {
        return context.database().inTransaction(tx -> context.documents()
                        .advance(tx, held, held.length(), null, context.clock().instant())
                        .map(OffsetCommitter::moved)
                        .compose(moved -> context.links().keepPending(tx, share, key))
                        .compose(kept -> context.audit().tally(
                                tx, AuditEntry.done(uploader, Action.DOCUMENT_RECEIVED, Subject.transfer(held.transfer())))))
                .onSuccess(done -> {
                    active();
                    context.bus().tell(DocumentReceived.TOPIC, new DocumentReceived(held.id()));
                });
    }

    /** While the rest is under way: what the document is, so that its sender can think of it. */
    Future<Void> judged(ContentJudgement judgement) {
        return context.documents().judged(context.database().client(), held, sealed(judgement));
    }

    /** Not a byte more of it is wanted. The offset stays where it is; whoever has the file may delete it afterwards. */
    Future<Void> refuse(FirstSegmentCheck look) {
        var now = context.clock().instant();
        var event = TransferEvent.of(held.transfer(), "document-refused", now).about(held.id());
        return context.database().inTransaction(tx -> context.documents()
                        .refuse(tx, held, look.refusal().orElseThrow(), sealed(look.odd().orElseThrow()), now)
                        .map(OffsetCommitter::moved)
                        .compose(moved -> context.links().keepPending(tx, share, key))
                        .compose(kept -> context.transfers().event(tx, event))
                        .compose(kept -> context.audit().tally(tx, AuditEntry.refused(
                                Actor.SYSTEM, Action.DOCUMENT_CHECKED, Result.NOT_ACCEPTED, Subject.transfer(held.transfer())))))
                .onSuccess(done -> {
                    active();
                    look.count();
                });
    }

    private byte[] sealed(ContentJudgement judgement) {
        return DocumentEntry.sealJudgement(context.aead(), key.manifestKey(), held.id(), judgement);
    }

    private Future<Void> advance(long offset, byte[] rest) {
        var now = context.clock().instant();
        return context.documents().advance(context.database().client(), held, offset, rest, now).map(moved -> {
            moved(moved);
            held = held.at(offset);
            reached(offset, now);
            return null;
        });
    }

    private void reached(long offset, Instant now) {
        durable = offset;
        committedAt = now;
        active();
    }

    private void active() {
        var now = context.clock().instant();
        if (activeAt.isBefore(now.minus(ACTIVITY_TIME))) {
            activeAt = now;
            activity.run();
        }
    }

    private static Void moved(boolean moved) {
        if (!moved) {
            throw Failure.of(Failure.Kind.CONFLICT, "upload-displaced", "Another request has taken over this upload.");
        }
        return null;
    }
}
