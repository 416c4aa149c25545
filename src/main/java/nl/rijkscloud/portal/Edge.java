package nl.rijkscloud.portal;

import io.vertx.core.VertxOptions;
import java.time.InstantSource;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.connection.ClientConnections;
import nl.rijkscloud.connection.ConnectionGate;
import nl.rijkscloud.kernel.LimitLog;
import nl.rijkscloud.kernel.OpenFiles;
import nl.rijkscloud.ops.VertxFactory;

/** Vert.x, with its meters and with the door through which all connections from outside come. */
record Edge(VertxFactory.Measured measured, ClientConnections lines) {
    static Edge of(Config config) {
        var registry = VertxFactory.registry();
        var lines = new ClientConnections(config.server(), OpenFiles.ofThisProcess(),
                new LimitLog(registry, InstantSource.system()));
        var management = config.management().port();
        var port = config.server().port();
        var door = ConnectionGate.transport(lines, bound -> port == 0 ? bound != management : bound == port);
        return new Edge(VertxFactory.create(new VertxOptions(), registry, door), lines);
    }
}
