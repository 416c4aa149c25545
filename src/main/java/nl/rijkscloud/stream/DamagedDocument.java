package nl.rijkscloud.stream;

import java.io.IOException;
import java.util.UUID;

/**
 * A stored document is cut, changed, partly replaced by an older upload, or missing. An operator has to look at the
 * disk.
 */
final class DamagedDocument extends IOException {
    private static final long serialVersionUID = 1;

    DamagedDocument(UUID document, Throwable cause) {
        super("document " + document + " cannot be handed over", cause);
    }

    /** Every segment is authentic, but not every one is the segment that was checked. */
    static DamagedDocument stale(UUID document) {
        return new DamagedDocument(document, new IOException("the digest over its seals is not the recorded one"));
    }
}
