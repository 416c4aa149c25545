package nl.rijkscloud.demo;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import nl.rijkscloud.config.Config;

/**
 * Options of a demo portal.
 *
 * @param port of the portal on this machine; 0 for a free one
 * @param folder for its master key, its configuration and its other files; created when missing
 * @param blobs for the encrypted documents; created when missing
 * @param keep true to let a later demo on the same folder find database and master key again
 * @param database an existing database, instead of an embedded one
 * @param settings override the demo's configuration, in the form of {@code rijkscloud.yaml}
 */
public record DemoOptions(
        int port, Path folder, Path blobs, boolean keep, Optional<Config.Database> database, JsonObject settings) {
    /** A free port, everything in one folder, nothing kept, and the portal's default limits. For tests. */
    public static DemoOptions in(Path folder) {
        return new DemoOptions(0, folder, folder.resolve("blobs"), false, Optional.empty(), new JsonObject());
    }

    /** Keeps database and master key in the folder. */
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
