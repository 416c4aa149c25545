package nl.rijkscloud.scan;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import nl.rijkscloud.scan.Scanner.Engine;
import org.jspecify.annotations.Nullable;

/**
 * The clamd at one address, and the engine that it says it is, which is asked for at most once a minute. After it has
 * been silent it counts as away for a while, so that a queue of documents does not wait for each of them. Blocks; safe
 * for use from any thread.
 */
final class Clamd {
    private static final Duration QUICK = Duration.ofSeconds(5);
    private static final Duration ENGINE_LIFE = Duration.ofMinutes(1);
    private static final Duration AWAY = Duration.ofSeconds(10);
    /** Archives in archives, more than clamd opens: with "AlertExceedsMax yes" it reports them. */
    private static final byte[] LAYERED = ProbeArchives.layered();
    /** An archive with a password: with "AlertEncrypted yes" clamd reports it. */
    private static final byte[] LOCKED = ProbeArchives.locked();

    private final NetClient client;
    private final Context loop;
    private final SocketAddress address;
    private @Nullable Engine engine;
    private long engineAt;
    private @Nullable Long silentAt; // null while it answers

    Clamd(NetClient client, Context loop, SocketAddress address) {
        this.client = client;
        this.loop = loop;
        this.address = address;
    }

    /** Returns a connection that has been told a command, and waits for a line. */
    ScannerConnection open(String command, Duration patience, Duration inAll) throws IOException {
        var connection = ScannerConnection.open(
                new ScannerConnection.Terms(client, loop, address, patience, inAll), Clamd::isLine);
        connection.write(Buffer.buffer("z" + command + "\0"));
        return connection;
    }

    static boolean isLine(Buffer bytes) {
        return bytes.getByte(bytes.length() - 1) == 0;
    }

    /** The answer to the bytes sent over the connection. */
    static String line(ScannerConnection connection) throws IOException {
        var bytes = connection.answer();
        return bytes.getString(0, bytes.length() - 1, StandardCharsets.ISO_8859_1.name());
    }

    /** Puts a piece of the stream behind its length, as INSTREAM wants it. An empty one ends the stream. */
    static Buffer chunk(byte[] bytes) {
        return Buffer.buffer(Integer.BYTES + bytes.length).appendInt(bytes.length).appendBytes(bytes);
    }

    /** The engine now. Fails when clamd does not answer, or did not a moment ago. */
    synchronized Engine engine() throws IOException {
        if (silentAt != null && System.nanoTime() - silentAt < AWAY.toNanos()) {
            throw new IOException("was silent a moment ago");
        }
        var known = engine;
        if (known != null && System.nanoTime() - engineAt < ENGINE_LIFE.toNanos()) {
            return known;
        }
        try {
            var asked = ClamdAnswer.engine(version(), says(LAYERED, "Limits.Exceeded"), says(LOCKED, "Encrypted"))
                    .orElseThrow(() -> new IOException("answers, but is no clamd"));
            silentAt = null;
            engine = asked;
            engineAt = System.nanoTime();
            return asked;
        } catch (ScannerConnection.Silent silent) {
            reportSilence();
            throw silent;
        }
    }

    /** Asks clamd itself the next time, because it has failed just now. */
    synchronized void forgetEngine() {
        engine = null;
    }

    synchronized void reportSilence() {
        silentAt = System.nanoTime();
        engine = null;
    }

    /** The line in which clamd names itself and its signatures. */
    String version() throws IOException {
        try (var connection = open("VERSION", QUICK, QUICK)) {
            return line(connection);
        }
    }

    /** Sends clamd archives that it reports only if it is configured to; otherwise it answers OK. */
    private boolean says(byte[] probe, String word) throws IOException {
        try (var connection = open("INSTREAM", QUICK, QUICK)) {
            connection.write(chunk(probe));
            connection.write(chunk(new byte[0]));
            return line(connection).contains(word);
        }
    }
}
