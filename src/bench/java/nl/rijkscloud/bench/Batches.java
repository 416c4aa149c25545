package nl.rijkscloud.bench;

import java.io.Closeable;
import java.io.IOException;

/** A server as it takes many documents, one after another on connections that stay. */
interface Batches {
    Server server();

    /** Makes room for so many documents, outside the clock. */
    Batch open(int documents) throws Exception;

    /** Documents that belong together. Closing it takes them away again, outside the clock. */
    interface Batch extends Closeable {
        /** Hands one document over, with all requests that this takes. Safe for use from any thread. */
        Exchange.Answer send(Exchange exchange, int number, long length) throws IOException;

        /** Returns once the server has nothing left to do for any of them; inside the clock. */
        default void awaitSettled() throws Exception {}
    }
}
