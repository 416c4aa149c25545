package nl.rijkscloud.upload;

import java.nio.ByteBuffer;
import java.util.Optional;
import nl.rijkscloud.content.ContentCheck;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.content.DocumentSample;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.kernel.Failure;

/**
 * Tells what a document is as soon as its first segment is there, so that nobody sends forty gigabytes of what is not taken. What lies deeper is looked
 * at when the document is read back. One thread at a time; what it found may be read by another that is told so.
 */
final class FirstSegmentCheck {
    private final ContentCheck types;
    private final String name;
    private final long length;
    private ContentJudgement judgement;
    private boolean refused;

    FirstSegmentCheck(ContentCheck types, String name, long length) {
        this.types = types;
        this.name = name;
        this.length = length;
    }

    /** @param segment the first one before it is sealed, as {@link SegmentFiller} hands it over */
    void see(ByteBuffer segment) {
        var plain = segment.duplicate().flip().position(FloeParameters.DATA_START);
        var head = new byte[plain.remaining()];
        plain.get(head);
        judgement = types.look(name, DocumentSample.of(head, length));
    }

    /** Fails when what was seen is not taken, if anything was. */
    void decide() {
        refusal().ifPresent(code -> {
            refused = true;
            throw UploadFailures.content(code, judgement);
        });
    }

    Optional<String> refusal() {
        return Optional.ofNullable(judgement).flatMap(types::refusal);
    }

    /** Whether {@link #decide} has refused it. */
    boolean isRefused() {
        return refused;
    }

    /** What it is when that is not what its name says. */
    Optional<ContentJudgement> odd() {
        return Optional.ofNullable(judgement).filter(found -> !found.fits());
    }

    void count() {
        types.count(judgement);
    }

    @Override
    public String toString() {
        return "FirstLook[***]";
    }
}
