package nl.rijkscloud.demo;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import nl.rijkscloud.config.Config;

/**
 * How a demo portal is to be.
 *
 * @param port of the portal on this machine; 0 for a free one
 * @param folder for its master key, its configuration, and what else it keeps; made when missing
 * @param blobs where the encrypted documents go; made when missing
 * @param keep whether database and master key are found again by a later demo on the same folder
 * @param database a database that is there already, instead of an embedded one
 * @param settings laid over the demo's configuration, in the shape of {@code rijkscloud.yaml}
 */
public record DemoOptions(
        int port, Path folder, Path blobs, boolean keep, Optional<Config.Database> database, JsonObject settings) {
    /** On a free port, everything in one folder and nothing kept; the portal's own limits. For tests. */
    public static DemoOptions in(Path folder) {
        return new DemoOptions(0, folder, folder.resolve("blobs"), false, Optional.empty(), new JsonObject());
    }

    /** Database and master key are kept in the folder. */
    public DemoOptions keeping() {
        return new DemoOptions(port, folder, blobs, true, database, settings);
    }

    public DemoOptions on(Config.Database existing) {
        return new DemoOptions(port, folder, blobs, keep, Optional.of(existing), settings);
    }

    /** @param more e.g. {@code {"documents": {"maxSize": "1MiB"}}} */
    public DemoOptions with(JsonObject more) {
        return new DemoOptions(
                port, folder, blobs, keep, database, settings.copy().mergeIn(more, true));
    }
}
