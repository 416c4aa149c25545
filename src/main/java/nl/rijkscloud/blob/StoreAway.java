package nl.rijkscloud.blob;

import java.io.IOException;

/**
 * The store of the blobs is not there: its folder is not mounted, or another one is in its place. Documents are
 * unharmed, and work goes on when it is back.
 */
public final class StoreAway extends IOException {
    private static final long serialVersionUID = 1;

    StoreAway() {
        super("the blob folder does not carry this portal's mark: it is not mounted, or another one is");
    }
}
