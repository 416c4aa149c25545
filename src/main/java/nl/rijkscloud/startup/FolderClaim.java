package nl.rijkscloud.startup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import nl.rijkscloud.blob.FolderMark;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;

/**
 * Ties the folder of the blobs to the database, before anything is written there. A new portal marks its folder; from then on the mark has to be there.
 * Without it the folder is not mounted yet, as after a power cut, and the start waits. A folder with another portal's mark is refused.
 */
public final class FolderClaim {
    private static final int LOOKS = 100;

    /** @param marked whether the folder was ever marked; it is not before the first start, and the first after an upgrade */
    private record Installation(UUID mark, boolean marked) {}

    private final Vertx vertx;
    private final Database database;
    private final Path folder;

    private FolderClaim(Vertx vertx, Database database, Path folder) {
        this.vertx = vertx;
        this.database = database;
        this.folder = folder;
    }

    /** Succeeds when the folder is ours. Fails with {@link NotReady} when it is not there yet, with {@link StartRefused} when it is somebody else's. */
    public static Future<Void> confirm(Vertx vertx, Database database, Path folder) {
        return new FolderClaim(vertx, database, folder).claimed();
    }

    private Future<Void> claimed() {
        return database.run("select folder_mark, folder_marked from installation")
                .map(rows -> Rows.first(rows, row -> new Installation(row.getUUID("folder_mark"), row.getBoolean("folder_marked"))).orElseThrow())
                .compose(installation -> installation.marked()
                        ? vertx.executeBlocking(() -> FolderMark.read(folder).map(installation.mark()::equals))
                                .map(same -> same.orElse(null))
                                .recover(unreachable -> Future.succeededFuture())
                                .map(this::judged)
                        : first(installation));
    }

    private Void judged(Boolean same) {
        if (same == null) {
            throw new NotReady("storage.folder: " + folder + " does not carry this portal's mark: it is not mounted yet, or cannot be read");
        }
        if (!same) {
            throw foreign();
        }
        return null;
    }

    /** Nobody has marked a folder yet: it is new, or as the version before left it. */
    private Future<Void> first(Installation installation) {
        return database.run("select id from document where state <> 'refused' order by created_at desc limit $1", LOOKS)
                .map(rows -> Rows.all(rows, row -> row.getUUID("id")))
                .compose(documents -> vertx.executeBlocking(() -> {
                    var mark = FolderMark.read(folder);
                    if (mark.filter(other -> !other.equals(installation.mark())).isPresent()) {
                        throw foreign();
                    }
                    var ours = documents.isEmpty() || documents.stream().anyMatch(this::hasFile);
                    if (ours) {
                        FolderMark.write(folder, installation.mark());
                    }
                    return ours ? Boolean.TRUE : null;
                }))
                .recover(failure -> failure instanceof IOException ? Future.succeededFuture() : Future.failedFuture(failure))
                .map(this::judged)
                .compose(ours -> database.run("update installation set folder_marked = true"))
                .mapEmpty();
    }

    private boolean hasFile(UUID document) {
        return Files.exists(folder.resolve(document.toString().substring(0, 2)).resolve(document + ".blob"));
    }

    private static StartRefused foreign() {
        return new StartRefused("storage.folder: it belongs to another portal, the file \"installation\" in it says so; mount the right one");
    }
}
