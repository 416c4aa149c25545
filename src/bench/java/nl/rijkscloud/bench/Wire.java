package nl.rijkscloud.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One connection to a server under load, as cheap as Java has it: the client shares the processors with what it
 * measures. One thread at a time.
 */
interface Wire extends Closeable {
    /** Blocks until all of it is gone. */
    void send(ByteBuffer bytes) throws IOException;

    /** Blocks until there is something. @return the number of bytes, -1 at the end */
    int receive(ByteBuffer into) throws IOException;
}
