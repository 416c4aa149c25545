package nl.rijkscloud.scan;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.content.ScanResult.State;
import nl.rijkscloud.scan.Scanner.Engine;
import nl.rijkscloud.scan.Scanner.Scan;
import nl.rijkscloud.scan.Scanner.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One document on its way to an ICAP server. The preview is always shorter than the document: a server that then
 * answers without asking for the rest has not looked at it, whatever it answers.
 */
final class IcapScan implements Scan {
    /** Hears of what goes wrong. */
    interface Watcher {
        void failed(IOException failure);

        /** Called at the end in any case. */
        void closed();
    }

    private final ScannerConnection connection;
    private final Engine engine;
    private final Watcher watcher;
    private long untilPreviewEnds;
    private boolean takes = true;
    private @Nullable IOException failure; // null while nothing has failed

    private IcapScan(ScannerConnection connection, Engine engine, Watcher watcher, long preview) {
        this.connection = connection;
        this.engine = engine;
        this.watcher = watcher;
        this.untilPreviewEnds = preview;
    }

    /** @param connection gets closed with the scan */
    static IcapScan begin(IcapService service, ScannerConnection connection, Engine engine, Watcher watcher,
            long length, Optional<Integer> offered) {
        var preview = offered.filter(size -> length > 0).map(size -> (int) Math.min(size, length - 1));
        var scan = new IcapScan(connection, engine, watcher, preview.orElse(-1));
        scan.send(service.head(length, preview));
        if (scan.untilPreviewEnds == 0) {
            scan.endPreview();
        }
        return scan;
    }

    @Override
    public void add(ByteBuffer bytes) {
        while (takes && bytes.hasRemaining()) {
            var count = untilPreviewEnds > 0
                    ? (int) Math.min(untilPreviewEnds, bytes.remaining())
                    : bytes.remaining();
            var piece = new byte[count];
            bytes.get(piece);
            send(IcapService.chunk(piece, 0, count));
            if (untilPreviewEnds > 0) {
                untilPreviewEnds -= count;
                if (untilPreviewEnds == 0) {
                    endPreview();
                }
            }
        }
    }

    private void endPreview() {
        untilPreviewEnds = -1;
        send(IcapService.lastChunk());
        try {
            takes = takes && connection.awaitPermission();
        } catch (IOException silent) {
            fail(silent);
        }
    }

    private void send(Buffer bytes) {
        try {
            takes = takes && connection.write(bytes);
        } catch (IOException broken) {
            fail(broken);
        }
    }

    private void fail(IOException cause) {
        takes = false;
        if (failure == null) {
            failure = cause;
            watcher.failed(cause);
        }
    }

    @Override
    public Verdict finish() {
        var early = !takes || connection.hasEnded();
        send(IcapService.lastChunk());
        if (failure != null) {
            return Verdict.notScanned(Reason.UNREACHABLE).by(engine);
        }
        try {
            var answer = IcapMessage.parse(connection.answer());
            var by = IcapService.Offer.tag(answer)
                    .map(tag -> new Engine(engine.name(), Optional.of(tag), engine.whole(), engine.namesEncryption()))
                    .orElse(engine);
            var verdict = IcapAnswer.verdict(answer, by);
            if (verdict.reason().equals(Optional.of(Reason.UNREACHABLE))) {
                watcher.failed(new IOException("answers " + answer.status()));
            }
            return early && verdict.state() == State.CLEAN ? verdict.withdraw(Reason.SKIPPED) : verdict;
        } catch (IOException broken) {
            fail(broken);
            return Verdict.notScanned(Reason.UNREACHABLE).by(engine);
        }
    }

    @Override
    public void close() {
        connection.close();
        watcher.closed();
    }
}
