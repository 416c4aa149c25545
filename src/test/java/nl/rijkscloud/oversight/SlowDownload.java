package nl.rijkscloud.oversight;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.testing.PortalClient;

/** A download over a slow connection: it reads a little at a time, and records its end. */
final class SlowDownload implements AutoCloseable {
    private static final int PIECE = 64 << 10;
    private static final int PAUSE_MS = 40; // 1.6 MB/s

    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final Socket socket;
    private volatile long received;
    private volatile boolean over;

    SlowDownload(PortalClient browser, String path) throws IOException {
        socket = new Socket(browser.base().getHost(), browser.base().getPort());
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: " + browser.base().getAuthority()
                + "\r\nCookie: " + browser.cookie() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        var in = socket.getInputStream();
        pace.scheduleWithFixedDelay(() -> read(in), 0, PAUSE_MS, TimeUnit.MILLISECONDS);
    }

    private void read(InputStream in) {
        try {
            var piece = in.readNBytes(PIECE);
            received += piece.length;
            over = over || piece.length < PIECE;
        } catch (IOException reset) {
            over = true;
        }
    }

    /** Bytes that were read, including the head. */
    long received() {
        return received;
    }

    /** True once the server has closed the connection. */
    boolean isOver() {
        return over;
    }

    @Override
    public void close() throws IOException {
        pace.shutdownNow();
        socket.close();
    }
}
