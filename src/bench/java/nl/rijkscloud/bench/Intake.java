package nl.rijkscloud.bench;

import java.io.Closeable;

/** A server as it takes documents in. */
interface Intake {
    Server server();

    /** Everything that goes before the bytes; outside the clock. */
    Slot slot(long length) throws Exception;

    /** A place for one document. Closing it takes the document away again. */
    interface Slot extends Closeable {
        /** The head of the request that brings the bytes. */
        String head();
    }
}
