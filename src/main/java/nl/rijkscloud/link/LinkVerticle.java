package nl.rijkscloud.link;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import nl.rijkscloud.kernel.Bus;

/** Opens links, on an event loop of its own. */
public final class LinkVerticle extends VerticleBase {
    private final Bus bus;
    private final LinkService links;

    public LinkVerticle(Bus bus, LinkService links) {
        this.bus = bus;
        this.links = links;
    }

    @Override
    public Future<?> start() {
        bus.serve(OpenLink.TOPIC, links::open);
        return Future.succeededFuture();
    }
}
