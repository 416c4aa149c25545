package nl.rijkscloud.browser;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.Folders;
import nl.rijkscloud.testing.TestPortal;

/** A portal that is reachable only over a {@link Line}: its public address is the line's. */
record PortalOnALine(DemoPortal portal, Line line, Path folder) implements AutoCloseable {
    static PortalOnALine start() {
        return start(new JsonObject().put("codes", new JsonObject().put("readOut", true)));
    }

    static PortalOnALine start(JsonObject settings) {
        try {
            var folder = Files.createTempDirectory("rijkscloud-browser");
            var line = Line.open();
            var former = new JsonObject().put("url", "http://127.0.0.1:" + line.port()).put("until", "2099-12-31");
            var address = new JsonObject().put("server", new JsonObject()
                    .put("publicUrl", "http://localhost:" + line.port()).put("former", former));
            var portal = TestPortal.start(folder, address.mergeIn(settings, true));
            line.leadTo(portal.config().server().port());
            return new PortalOnALine(portal, line, folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        portal.close();
        line.close();
        Folders.delete(folder);
    }
}
