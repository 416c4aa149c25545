package nl.rijkscloud.bench;

import java.io.Closeable;
import java.io.IOException;

/** A server that receives many documents, in sequence on kept-alive connections. */
interface Batches {
    Server server();

    /** Prepares a batch of documents, outside the clock. */
    Batch open(int documents) throws Exception;

    /** The documents of one batch. Closing it deletes them, outside the clock. */
    interface Batch extends Closeable {
        /** Uploads one document, with all requests that this takes. Safe for use from any thread. */
        Exchange.Answer send(Exchange exchange, int number, long length) throws IOException;

        /** Returns once the server has finished all work for them; inside the clock. */
        default void awaitSettled() throws Exception {}
    }
}
