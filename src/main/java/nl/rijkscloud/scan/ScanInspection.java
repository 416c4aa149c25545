package nl.rijkscloud.scan;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import nl.rijkscloud.config.ScanSettings;
import nl.rijkscloud.content.ContentInspection;
import nl.rijkscloud.content.ScanResult;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.content.ScanResult.State;
import nl.rijkscloud.content.TraitReader;
import nl.rijkscloud.scan.Scanner.Engine;
import nl.rijkscloud.scan.Scanner.Verdict;

/**
 * Finds the malware state of a document, and refuses it if the policy says so. A scanner's "clean" counts only if it
 * can have looked at everything.
 */
final class ScanInspection implements ContentInspection {
    private final Scanner scanner;
    private final ScanSettings policy;
    private final InstantSource clock;

    ScanInspection(Scanner scanner, ScanSettings policy, InstantSource clock) {
        this.scanner = scanner;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public boolean isReady() {
        return scanner.isReady();
    }

    @Override
    public Duration longestWait() {
        return policy.hold();
    }

    @Override
    public boolean asksSomebody() {
        return policy.notScanned() == ScanSettings.Treatment.HOLD;
    }

    @Override
    public Passage begin(String name, long length) {
        var scan = scanner.begin(length);
        var traits = new TraitReader();
        return new Passage() {
            @Override
            public void add(ByteBuffer bytes) {
                traits.add(bytes.duplicate());
                scan.add(bytes);
            }

            @Override
            public Outcome outcome() {
                traits.finish();
                return judged(correct(scan.finish(), traits, length), traits);
            }

            @Override
            public void close() {
                scan.close();
            }
        };
    }

    private static Verdict correct(Verdict verdict, TraitReader traits, long length) {
        if (verdict.state() == State.INFECTED || verdict.reason().equals(Optional.of(Reason.OFF))) {
            return verdict;
        }
        if (traits.traits().encrypted()) {
            return verdict.withdraw(Reason.ENCRYPTED);
        }
        var engine = verdict.engine();
        if (verdict.state() != State.CLEAN || engine.isEmpty()) {
            return verdict;
        }
        var whole = engine.get().whole();
        if (length > whole || (!engine.get().namesLimits() && traits.mayBeLarger(whole))) {
            return verdict.withdraw(Reason.TOO_LARGE);
        }
        return !engine.get().namesEncryption() && traits.mayBeEncrypted()
                ? verdict.withdraw(Reason.ENCRYPTED)
                : verdict;
    }

    private Outcome judged(Verdict verdict, TraitReader traits) {
        var result = new ScanResult(
                verdict.state(), verdict.reason(), verdict.engine().map(Engine::name),
                verdict.engine().flatMap(Engine::signatures), Optional.of(clock.instant()), verdict.finding(),
                traits.traits());
        return new Outcome(refusal(verdict.state()), Optional.empty(), Optional.of(result));
    }

    private Optional<String> refusal(State state) {
        return state != State.CLEAN && switch (policy.treatment(state == State.INFECTED)) {
            case DELIVER, WARN -> false;
            case HOLD, REFUSE -> true; // nobody has decided in time
        }
                ? Optional.of(state.code())
                : Optional.empty();
    }
}
