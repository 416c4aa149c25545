package nl.rijkscloud.period;

import io.vertx.core.Future;
import java.io.IOException;

/** The key place belongs to another database. Nothing is lost: the right place may be mounted later. */
public final class ForeignKeyPlace extends IOException {
    private static final long serialVersionUID = 1;

    private ForeignKeyPlace(String sentence) {
        super(sentence);
    }

    static <T> Future<T> empty() {
        return Future.failedFuture(new ForeignKeyPlace(
                "storage.keys: this is not the folder that the database was used with; mount that one."
                + " If it is lost for good, see \"The period keys are lost\" in operations.md"));
    }

    static <T> Future<T> another() {
        return Future.failedFuture(new ForeignKeyPlace(
                "storage.keys: this folder belongs to another database; mount the right one, or take an empty folder"));
    }
}
