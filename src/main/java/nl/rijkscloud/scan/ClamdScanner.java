package nl.rijkscloud.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.content.ScanResult.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Streams documents to clamd by INSTREAM, in constant memory. */
final class ClamdScanner implements Scanner {
    private static final Logger LOG = LoggerFactory.getLogger(ClamdScanner.class);
    /** The most bytes that clamd can scan, with any configuration. */
    private static final long MOST = Integer.MAX_VALUE;
    /** A scanner that is slower than this would keep senders waiting. */
    private static final long BYTES_PER_SECOND = 1 << 20;

    private final Clamd clamd;
    private final Duration patience;

    /** @param patience how long it may take nothing and say nothing */
    ClamdScanner(Clamd clamd, Duration patience) {
        this.clamd = clamd;
        this.patience = patience;
    }

    @Override
    public Scan begin(long length) {
        if (length > MOST) {
            return Scanner.settled(Verdict.notScanned(Reason.TOO_LARGE));
        }
        try {
            var engine = clamd.engine();
            return new Stream(clamd.open("INSTREAM", patience,
                    patience.multipliedBy(2).plusSeconds(length / BYTES_PER_SECOND)), engine);
        } catch (IOException away) {
            return Scanner.settled(notScanned(away));
        }
    }

    @Override
    public boolean isReady() {
        try {
            return !clamd.engine().name().isEmpty();
        } catch (IOException away) {
            return false;
        }
    }

    private Verdict notScanned(IOException failure) {
        LOG.warn("a document is not scanned: clamd {}", failure.getMessage());
        if (failure instanceof ScannerConnection.Silent) {
            clamd.reportSilence();
        } else {
            clamd.forgetEngine();
        }
        return Verdict.notScanned(Reason.UNREACHABLE);
    }

    private final class Stream implements Scan {
        private final ScannerConnection connection;
        private final Engine engine;
        private boolean takes = true;
        private @Nullable Verdict failed; // null while nothing has failed

        Stream(ScannerConnection connection, Engine engine) {
            this.connection = connection;
            this.engine = engine;
        }

        @Override
        public void add(ByteBuffer bytes) {
            var chunk = new byte[bytes.remaining()];
            bytes.get(chunk);
            if (chunk.length > 0) { // an empty one would end the stream
                send(chunk);
            }
        }

        private void send(byte[] chunk) {
            try {
                takes = takes && connection.write(Clamd.chunk(chunk));
            } catch (IOException failure) {
                takes = false;
                failed = notScanned(failure);
            }
        }

        @Override
        public Verdict finish() {
            var early = connection.hasEnded();
            send(new byte[0]);
            if (failed != null) {
                return failed;
            }
            try {
                var verdict = ClamdAnswer.verdict(Clamd.line(connection), engine);
                return early && verdict.state() == State.CLEAN ? verdict.withdraw(Reason.UNREACHABLE) : verdict;
            } catch (IOException failure) {
                return notScanned(failure).by(engine);
            }
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
