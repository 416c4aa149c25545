package nl.rijkscloud.upload;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.content.ContentCheck;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.content.DocumentSample;
import nl.rijkscloud.floe.FloeParameters;

/**
 * Checks the bytes of one request before they are sealed: the checksum, if the client gave one, and the content of a
 * document's first segment, so that nobody sends forty gigabytes of a kind that is not accepted. The custodian looks at
 * the rest when it reads the document back.
 *
 * <p>A checksum costs about a nanosecond for each byte, so {@link #inspect} is for a worker; one thread at a time.
 * Another thread may read the results after it was told that the worker is done.
 */
final class ArrivalCheck {
    private final ContentCheck types;
    private final String name;
    private final long length;
    private final Optional<Checksum> checksum;
    private final Optional<MessageDigest> digest;
    private int skip;
    private boolean confirmed;
    private Optional<ContentJudgement> judgement = Optional.empty();
    private boolean refused;

    /**
     * @param name of the document's file
     * @param length of the document
     * @param skip bytes of the request's first segment that earlier requests brought, which the checksum does not cover
     */
    ArrivalCheck(ContentCheck types, String name, long length, Optional<Checksum> checksum, int skip) {
        this.types = types;
        this.name = name;
        this.length = length;
        this.checksum = checksum;
        this.digest = checksum.map(sum -> sum.algorithm().digest());
        this.skip = skip;
    }

    /**
     * Checks segments as {@link SegmentFiller} hands them over: plaintext from byte 16 up to the buffer's position.
     * Throws {@code CHECKSUM} or {@code INVALID} {@code content-refused}.
     *
     * @param first true if the batch begins with the document's first segment
     */
    void inspect(List<ByteBuffer> batch, boolean first) {
        addToDigest(batch);
        examineContent(batch, first);
        if (checksum.isEmpty()) {
            refuseContent(); // with a checksum this waits: bytes that may be damaged decide nothing
        }
    }

    /**
     * Checks the last segments of the request.
     *
     * @param rest the bytes of the unfinished segment
     */
    void inspectLast(List<ByteBuffer> batch, boolean first, byte[] rest) {
        addToDigest(batch);
        examineContent(batch, first);
        if (checksum.isPresent()) {
            var start = takeSkip();
            digest.get().update(rest, start, rest.length - start);
            confirmed = MessageDigest.isEqual(digest.get().digest(), checksum.get().expected());
            if (!confirmed) {
                throw UploadFailures.checksumMismatch();
            }
        }
        refuseContent();
    }

    /** True if the client gave a checksum, so that all bytes of the request are kept or none. */
    boolean isAllOrNothing() {
        return checksum.isPresent();
    }

    /** True while the bytes of the request must not be kept, since their checksum is not confirmed. */
    boolean isUnconfirmed() {
        return checksum.isPresent() && !confirmed;
    }

    /** True once the content was refused. */
    boolean isRefused() {
        return refused;
    }

    /** The reason for a refusal, if the content is not accepted. */
    Optional<String> refusal() {
        return judgement.flatMap(types::refusal);
    }

    /** The judgement of the content, if it does not fit the document's name. */
    Optional<ContentJudgement> misfit() {
        return judgement.filter(found -> !found.fits());
    }

    /** Counts the judgement in the metrics. */
    void count() {
        judgement.ifPresent(types::count);
    }

    private void addToDigest(List<ByteBuffer> batch) {
        digest.ifPresent(running -> batch.forEach(segment ->
                running.update(segment.duplicate().flip().position(FloeParameters.DATA_START + takeSkip()))));
    }

    private int takeSkip() {
        var taken = skip;
        skip = 0;
        return taken;
    }

    private void examineContent(List<ByteBuffer> batch, boolean first) {
        if (first && !batch.isEmpty()) {
            var plain = batch.getFirst().duplicate().flip().position(FloeParameters.DATA_START);
            var head = new byte[plain.remaining()];
            plain.get(head);
            judgement = Optional.of(types.look(name, DocumentSample.of(head, length)));
        }
    }

    private void refuseContent() {
        refusal().ifPresent(code -> {
            refused = true;
            throw UploadFailures.content(code, judgement.orElseThrow());
        });
    }

    @Override
    public String toString() {
        return "ArrivalCheck[***]";
    }
}
