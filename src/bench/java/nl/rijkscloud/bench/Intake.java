package nl.rijkscloud.bench;

import java.io.Closeable;

/** A server that accepts documents. */
interface Intake {
    Server server();

    /** Prepares an upload; not timed. */
    Slot slot(long length) throws Exception;

    /** A place for one document. Closing it deletes the document. */
    interface Slot extends Closeable {
        /** The head of the request that carries the bytes. */
        String head();
    }
}
