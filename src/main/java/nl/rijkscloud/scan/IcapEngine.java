package nl.rijkscloud.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.content.ScanResult.State;
import nl.rijkscloud.scan.IcapService.Offer;
import nl.rijkscloud.scan.Scanner.Engine;
import nl.rijkscloud.scan.Scanner.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Remembers an ICAP server's answers for a while. Servers do not name documents that are too large for them, so the
 * server must find a test virus at the end of an object of the maximum size before the first document and once a day.
 * Until it does, it counts as away. Blocks; safe for use from any thread.
 */
final class IcapEngine {
    private static final Duration LEAST_LIFE = Duration.ofMinutes(1);
    private static final Duration MOST_LIFE = Duration.ofHours(1);
    private static final Duration AWAY = Duration.ofSeconds(10);
    private static final Duration PROOF_LIFE = Duration.ofDays(1);
    /** A test is large: it does not go out again for each document. */
    private static final Duration FAULT_LIFE = Duration.ofMinutes(10);
    private static final byte[] LAYERED = ProbeArchives.layered();
    private static final byte[] LOCKED = ProbeArchives.locked();

    private final IcapService service;
    private final Sender sender;
    private final long maximum;
    private @Nullable Known known; // null until it has answered
    private long knownAt;
    private @Nullable Long silentAt; // null while it answers
    private @Nullable Proof proof; // null until it was asked
    private long proofAt;

    /** Has the server look at something, whatever is known of it. */
    interface Sender {
        Verdict send(long length, Consumer<Consumer<ByteBuffer>> content, Offer offer) throws IOException;
    }

    record Known(Offer offer, Engine engine) {}

    /**
     * The answer to the test at the end of the maximum.
     *
     * @param lies true if it says that nothing was found, or does not read all
     */
    record Proof(boolean lies, Optional<String> fault) {}

    IcapEngine(IcapService service, Sender sender, long maximum) {
        this.service = service;
        this.sender = sender;
        this.maximum = maximum;
    }

    /** Fails when the server does not answer, did not a moment ago, or did not find the test. */
    synchronized Known known() throws IOException {
        if (silentAt != null && System.nanoTime() - silentAt < AWAY.toNanos()) {
            throw new IOException("was silent a moment ago");
        }
        var answered = known;
        if (answered == null || System.nanoTime() - knownAt >= life(answered).toNanos()) {
            answered = answers();
            known = answered;
            knownAt = System.nanoTime();
            silentAt = null;
        }
        refuseLies(answered.offer());
        return answered;
    }

    /** Asks it, and sends what is small. */
    Known answers() throws IOException {
        try {
            var offer = service.ask();
            var whole = names(LAYERED, offer) ? Engine.EVERYTHING : maximum;
            return new Known(offer, new Engine(offer.name(), offer.tag(), whole, names(LOCKED, offer)));
        } catch (ScannerConnection.Silent silent) {
            forget(silent);
            throw silent;
        }
    }

    /** Asks the server itself the next time; one that was silent counts as away for a while. */
    synchronized void forget(IOException failure) {
        known = null;
        if (failure instanceof ScannerConnection.Silent) {
            silentAt = System.nanoTime();
        }
    }

    private static Duration life(Known known) {
        var offered = known.offer().life();
        return offered.compareTo(LEAST_LIFE) < 0 ? LEAST_LIFE
                : offered.compareTo(MOST_LIFE) > 0 ? MOST_LIFE : offered;
    }

    private boolean names(byte[] probe, Offer offer) throws IOException {
        var verdict = sender.send(probe.length, taker -> taker.accept(ByteBuffer.wrap(probe)), offer);
        if (verdict.reason().equals(Optional.of(Reason.UNREACHABLE))) {
            throw new IOException("does not look at what it gets");
        }
        return verdict.state() != State.CLEAN;
    }

    private void refuseLies(Offer offer) throws IOException {
        var last = proof;
        var life = last != null && last.lies() ? FAULT_LIFE : PROOF_LIFE;
        if (last == null || System.nanoTime() - proofAt >= life.toNanos()) {
            last = prove(offer);
            proof = last;
            proofAt = System.nanoTime();
        }
        if (last.lies()) {
            throw new IOException(last.fault().orElseThrow());
        }
    }

    Proof prove(Offer offer) throws IOException {
        var verdict = sender.send(maximum, taker -> TestVirus.write(maximum, taker), offer);
        return switch (verdict.state()) {
            case INFECTED -> new Proof(false, Optional.empty());
            case CLEAN -> new Proof(true, Optional.of("calls a test virus at the end of " + maximum
                    + " bytes clean: write in scan.maximum how much it looks at, or have it look at more"));
            case NOT_SCANNED -> notScanned(verdict.reason().orElseThrow());
        };
    }

    private Proof notScanned(Reason reason) throws IOException {
        return switch (reason) {
            case UNREACHABLE, WAITING, OFF -> throw new IOException("did not look at " + maximum + " bytes");
            case SKIPPED -> new Proof(true, Optional.of("answers before it has read " + maximum
                    + " bytes: write in scan.maximum how much it looks at, or have it look at more"));
            case TOO_LARGE, ENCRYPTED -> new Proof(false, Optional.of("says that " + maximum
                    + " bytes are too much for it: write in scan.maximum how much it looks at"));
        };
    }
}
