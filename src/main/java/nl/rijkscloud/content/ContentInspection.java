package nl.rijkscloud.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Inspects the bytes of documents while they are read back, and decides if a document is refused. A check asks all
 * inspections; the first that refuses decides. Safe for use from any thread.
 */
public interface ContentInspection {
    /** Begins with a document, which takes the name that its sender gave it. */
    Passage begin(String name, long length) throws IOException;

    /** False while it cannot inspect documents. May block for some seconds. */
    default boolean isReady() {
        return true;
    }

    /** How long a document may wait until this is ready again; zero if documents go on without it. */
    default Duration longestWait() {
        return Duration.ZERO;
    }

    /** True if somebody may decide, within that time, about a document that it could not look at. */
    default boolean asksSomebody() {
        return false;
    }

    /** One document that passes by. Blocks; for one thread at a time. */
    interface Passage extends AutoCloseable {
        /** Takes the next bytes, from position to limit, before they are overwritten. */
        void add(ByteBuffer bytes) throws IOException;

        /** Called after the last byte. */
        Outcome outcome() throws IOException;

        /** Called in any case, also when the reading ended early. */
        @Override
        default void close() {}
    }

    /**
     * @param refusal the code that reports and pages know; empty when the document is accepted
     * @param judgement the kind of the document, if this inspection tells it
     * @param scan its malware state, if this inspection tells it
     */
    record Outcome(Optional<String> refusal, Optional<ContentJudgement> judgement, Optional<ScanResult> scan) {}
}
