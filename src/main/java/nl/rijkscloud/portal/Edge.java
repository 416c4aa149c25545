package nl.rijkscloud.portal;

import io.vertx.core.VertxOptions;
import java.time.InstantSource;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.connection.Door;
import nl.rijkscloud.connection.Lines;
import nl.rijkscloud.kernel.LimitLog;
import nl.rijkscloud.kernel.OpenFiles;
import nl.rijkscloud.ops.VertxFactory;

/** Vert.x, with its meters and with the door through which all connections from outside come. */
record Edge(VertxFactory.Measured measured, Lines lines) {
    static Edge of(Config config) {
        var registry = VertxFactory.registry();
        var lines = new Lines(config.server(), OpenFiles.ofThisProcess(), new LimitLog(registry, InstantSource.system()));
        var management = config.management().port();
        var port = config.server().port();
        var door = Door.transport(lines, bound -> port == 0 ? bound != management : bound == port);
        return new Edge(VertxFactory.create(new VertxOptions(), registry, door), lines);
    }
}
