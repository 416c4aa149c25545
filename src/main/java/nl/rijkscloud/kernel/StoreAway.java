package nl.rijkscloud.kernel;

import java.io.IOException;

/**
 * The store of the blobs is not there: its folder is not mounted, its bucket does not answer, or another one is in its
 * place. Documents are unharmed, and work continues when it is back.
 */
public final class StoreAway extends IOException {
    private static final long serialVersionUID = 1;

    /** @param why without secrets and without names of files that people sent */
    public StoreAway(String why) {
        super(why);
    }

    public StoreAway(String why, Throwable cause) {
        super(why, cause);
    }
}
