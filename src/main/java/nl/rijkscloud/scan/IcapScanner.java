package nl.rijkscloud.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.scan.IcapService.Offer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Streams documents to an ICAP server by RESPMOD, in constant memory. */
final class IcapScanner implements Scanner {
    private static final Logger LOG = LoggerFactory.getLogger(IcapScanner.class);
    /** A scanner that is slower than this would keep senders waiting. */
    private static final long BYTES_PER_SECOND = 1 << 20;
    /** More documents than custodians read at once. */
    private static final int PLENTY = 64;

    private final IcapService service;
    private final IcapEngine engines;
    private final long maximum;
    private final Duration patience;
    private final Semaphore places = new Semaphore(PLENTY, true);

    /**
     * @param maximum the most bytes that the server looks at
     * @param patience how long it may take nothing and say nothing
     */
    IcapScanner(IcapService service, long maximum, Duration patience) {
        this.service = service;
        this.maximum = maximum;
        this.patience = patience;
        this.engines = new IcapEngine(service, this::send, maximum);
    }

    @Override
    public Scan begin(long length) {
        if (length > maximum) {
            return Scanner.settled(Verdict.notScanned(Reason.TOO_LARGE));
        }
        try {
            var known = engines.known();
            return begin(length, known.offer(), known.engine());
        } catch (IOException away) {
            LOG.warn("a document is not scanned: the ICAP server {}", away.getMessage());
            engines.forget(away);
            return Scanner.settled(Verdict.notScanned(Reason.UNREACHABLE));
        }
    }

    @Override
    public boolean isReady() {
        try {
            return !engines.known().engine().name().isEmpty();
        } catch (IOException away) {
            return false;
        }
    }

    /** Sends the test at the end of an object of the maximum size, and returns what is wrong with the answer. */
    IcapEngine.Proof prove() throws IOException {
        return engines.prove(service.ask());
    }

    IcapEngine engines() {
        return engines;
    }

    private Scan begin(long length, Offer offer, Engine engine) throws IOException {
        var needed = offer.connections().map(most -> Math.max(1, PLENTY / most)).orElse(1);
        takePlace(needed);
        try {
            var connection = service.open(patience,
                    patience.multipliedBy(2).plusSeconds(length / BYTES_PER_SECOND));
            return IcapScan.begin(service, connection, engine, new IcapScan.Watcher() {
                @Override
                public void failed(IOException failure) {
                    LOG.warn("a document is not scanned: the ICAP server {}", failure.getMessage());
                    engines.forget(failure);
                }

                @Override
                public void closed() {
                    places.release(needed);
                }
            }, length, offer.preview());
        } catch (IOException | RuntimeException failure) {
            places.release(needed);
            throw failure;
        }
    }

    /** Keeps to the number of connections that the server takes: a document has a share of all places. */
    private void takePlace(int needed) throws IOException {
        try {
            if (!places.tryAcquire(needed, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("takes no more connections");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private Verdict send(long length, Consumer<Consumer<ByteBuffer>> content, Offer offer) throws IOException {
        try (var scan = begin(length, offer, new Engine(offer.name(), offer.tag(), Engine.EVERYTHING, true))) {
            content.accept(scan::add);
            return scan.finish();
        }
    }
}
