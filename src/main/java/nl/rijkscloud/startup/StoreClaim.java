package nl.rijkscloud.startup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.blob.BlobPlace;
import nl.rijkscloud.blob.BlobPlace.Trouble;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;

/**
 * Ties the place of the blobs to the database, before anything is written there. A new portal marks its place; from
 * then on the mark has to be there. Without it the place is not mounted yet, as after a power cut, and the start waits.
 * A place with another portal's mark is refused.
 */
public final class StoreClaim {
    private static final int MAX_DOCUMENTS = 100;

    private final Vertx vertx;
    private final InstallationStore installation;
    private final BlobPlace place;

    private StoreClaim(Vertx vertx, Database database, BlobPlace place) {
        this.vertx = vertx;
        this.installation = new InstallationStore(database);
        this.place = place;
    }

    /**
     * Succeeds if the place is ours. Fails with {@link NotReady} if it is not mounted yet, and with {@link
     * StartRefused} if it belongs to another portal.
     */
    public static Future<Void> confirm(Vertx vertx, Database database, Config.Storage config) {
        return new StoreClaim(vertx, database, BlobPlace.of(config)).claim();
    }

    private Future<Void> claim() {
        return installation.folder().map(Optional::orElseThrow).compose(claim -> claim.marked()
                ? vertx.executeBlocking(() -> place.mark().map(claim.mark()::equals))
                        .map(same -> same.orElse(null))
                        .recover(unreachable -> Future.succeededFuture())
                        .map(this::judge)
                : claimUnmarked(claim));
    }

    private Void judge(Boolean same) {
        if (same == null) {
            throw new NotReady(place.describe(Trouble.UNMARKED));
        }
        if (!same) {
            throw foreign();
        }
        return null;
    }

    /** Marks a place that is new, or that an earlier version has left without a mark. */
    private Future<Void> claimUnmarked(InstallationStore.Folder claim) {
        return installation.documents(MAX_DOCUMENTS)
                .compose(documents -> vertx.executeBlocking(() -> {
                    var mark = place.mark();
                    if (mark.filter(other -> !other.equals(claim.mark())).isPresent()) {
                        throw foreign();
                    }
                    var ours = documents.isEmpty() || documents.stream().anyMatch(this::holds);
                    if (ours) {
                        place.setMark(claim.mark());
                    }
                    return ours ? Boolean.TRUE : null;
                }))
                .recover(failure -> failure instanceof IOException || failure instanceof UncheckedIOException
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure))
                .map(this::judge)
                .compose(ours -> installation.setFolderMarked());
    }

    private boolean holds(UUID document) {
        try {
            return place.holds(document);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private StartRefused foreign() {
        return new StartRefused(place.describe(Trouble.FOREIGN));
    }
}
