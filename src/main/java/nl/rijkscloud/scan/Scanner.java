package nl.rijkscloud.scan;

import java.nio.ByteBuffer;
import java.util.Optional;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.content.ScanResult.State;

/** Looks for malware in passing bytes. It blocks, and never fails: trouble makes a document "not scanned". */
interface Scanner {
    Scanner OFF = length -> settled(Verdict.notScanned(Reason.OFF));

    Scan begin(long length);

    /** False if it would not look at a document now. Blocks for some seconds at most. */
    default boolean isReady() {
        return true;
    }

    /** One document; for one thread at a time. */
    interface Scan extends AutoCloseable {
        void add(ByteBuffer bytes);

        /** Called after the last byte; waits for the scanner. */
        Verdict finish();

        @Override
        void close();
    }

    /** A scan with a verdict that no byte changes. */
    static Scan settled(Verdict verdict) {
        return new Scan() {
            @Override
            public void add(ByteBuffer bytes) {}

            @Override
            public Verdict finish() {
                return verdict;
            }

            @Override
            public void close() {}
        };
    }

    /**
     * A scanner that has answered.
     *
     * @param signatures the version of its signatures, if it names one
     * @param whole the size up to which it looks at all of a document and of what is packed in it, or says so
     * @param namesEncryption true if it says so when an archive needs a password
     */
    record Engine(String name, Optional<String> signatures, long whole, boolean namesEncryption) {
        /** It says so whenever it has not looked at all of a document. */
        static final long EVERYTHING = Long.MAX_VALUE;

        boolean namesLimits() {
            return whole == EVERYTHING;
        }
    }

    /** @param finding the scanner's name of the malware */
    record Verdict(State state, Optional<Reason> reason, Optional<String> finding, Optional<Engine> engine) {
        static Verdict clean(Engine engine) {
            return new Verdict(State.CLEAN, Optional.empty(), Optional.empty(), Optional.of(engine));
        }

        static Verdict infected(Engine engine, String finding) {
            return new Verdict(State.INFECTED, Optional.empty(), Optional.of(finding), Optional.of(engine));
        }

        static Verdict notScanned(Reason reason) {
            return new Verdict(State.NOT_SCANNED, Optional.of(reason), Optional.empty(), Optional.empty());
        }

        Verdict by(Engine answered) {
            return new Verdict(state, reason, finding, Optional.of(answered));
        }

        /** Not scanned after all, for this reason. */
        Verdict withdraw(Reason because) {
            return new Verdict(State.NOT_SCANNED, Optional.of(because), Optional.empty(), engine);
        }
    }
}
