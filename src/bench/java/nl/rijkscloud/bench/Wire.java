package nl.rijkscloud.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One connection to a server under load, as cheap as Java allows: the client shares the processors with the measured
 * server. One thread at a time.
 */
interface Wire extends Closeable {
    /** Blocks until every byte was sent. */
    void send(ByteBuffer bytes) throws IOException;

    /**
     * Blocks until bytes arrive.
     *
     * @return the number of bytes, -1 at the end
     */
    int receive(ByteBuffer into) throws IOException;
}
