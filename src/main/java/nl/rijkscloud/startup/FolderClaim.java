package nl.rijkscloud.startup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.blob.FolderMark;
import nl.rijkscloud.db.Database;

/**
 * Ties the folder of the blobs to the database, before anything is written there. A new portal marks its folder; from
 * then on the mark has to be there. Without it the folder is not mounted yet, as after a power cut, and the start
 * waits. A folder with another portal's mark is refused.
 */
public final class FolderClaim {
    private static final int LOOKS = 100;

    private final Vertx vertx;
    private final InstallationStore installation;
    private final Path folder;

    private FolderClaim(Vertx vertx, Database database, Path folder) {
        this.vertx = vertx;
        this.installation = new InstallationStore(database);
        this.folder = folder;
    }

    /**
     * Succeeds when the folder is ours. Fails with {@link NotReady} when it is not there yet, with {@link StartRefused}
     * when it is somebody else's.
     */
    public static Future<Void> confirm(Vertx vertx, Database database, Path folder) {
        return new FolderClaim(vertx, database, folder).claimed();
    }

    private Future<Void> claimed() {
        return installation.folder().map(Optional::orElseThrow).compose(claim -> claim.marked()
                ? vertx.executeBlocking(() -> FolderMark.read(folder).map(claim.mark()::equals))
                        .map(same -> same.orElse(null))
                        .recover(unreachable -> Future.succeededFuture())
                        .map(this::judged)
                : first(claim));
    }

    private Void judged(Boolean same) {
        if (same == null) {
            throw new NotReady("storage.folder: " + folder
                    + " does not carry this portal's mark: it is not mounted yet, or cannot be read");
        }
        if (!same) {
            throw foreign();
        }
        return null;
    }

    /** Claims a folder without a mark: it is new, or as the version before left it. */
    private Future<Void> first(InstallationStore.Folder claim) {
        return installation.documents(LOOKS)
                .compose(documents -> vertx.executeBlocking(() -> {
                    var mark = FolderMark.read(folder);
                    if (mark.filter(other -> !other.equals(claim.mark())).isPresent()) {
                        throw foreign();
                    }
                    var ours = documents.isEmpty() || documents.stream().anyMatch(this::hasFile);
                    if (ours) {
                        FolderMark.write(folder, claim.mark());
                    }
                    return ours ? Boolean.TRUE : null;
                }))
                .recover(failure -> failure instanceof IOException ? Future.succeededFuture()
                        : Future.failedFuture(failure))
                .map(this::judged)
                .compose(ours -> installation.setFolderMarked());
    }

    private boolean hasFile(UUID document) {
        return Files.exists(folder.resolve(document.toString().substring(0, 2)).resolve(document + ".blob"));
    }

    private static StartRefused foreign() {
        return new StartRefused("storage.folder: it belongs to another portal, the file \"installation\" in it says "
                + "so; mount the right one");
    }
}
