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
    private static final int MAX_DOCUMENTS = 100;

    private final Vertx vertx;
    private final InstallationStore installation;
    private final Path folder;

    private FolderClaim(Vertx vertx, Database database, Path folder) {
        this.vertx = vertx;
        this.installation = new InstallationStore(database);
        this.folder = folder;
    }

    /**
     * Succeeds if the folder is ours. Fails with {@link NotReady} if it is not mounted yet, and with {@link
     * StartRefused} if it belongs to another portal.
     */
    public static Future<Void> confirm(Vertx vertx, Database database, Path folder) {
        return new FolderClaim(vertx, database, folder).claim();
    }

    private Future<Void> claim() {
        return installation.folder().map(Optional::orElseThrow).compose(claim -> claim.marked()
                ? vertx.executeBlocking(() -> FolderMark.read(folder).map(claim.mark()::equals))
                        .map(same -> same.orElse(null))
                        .recover(unreachable -> Future.succeededFuture())
                        .map(this::judge)
                : claimUnmarked(claim));
    }

    private Void judge(Boolean same) {
        if (same == null) {
            throw new NotReady("storage.folder: " + folder
                    + " does not carry this portal's mark: it is not mounted yet, or cannot be read");
        }
        if (!same) {
            throw foreign();
        }
        return null;
    }

    /** Marks a folder that is new, or that an earlier version has left without a mark. */
    private Future<Void> claimUnmarked(InstallationStore.Folder claim) {
        return installation.documents(MAX_DOCUMENTS)
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
                .map(this::judge)
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
