package nl.rijkscloud.request;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import nl.rijkscloud.kernel.Bus;

/** Asks outsiders for documents and sends them their link again, on an event loop of its own. */
public final class RequestVerticle extends VerticleBase {
    private final Bus bus;
    private final RequestService requests;

    public RequestVerticle(Bus bus, RequestService requests) {
        this.bus = bus;
        this.requests = requests;
    }

    @Override
    public Future<?> start() {
        bus.serve(RequestDocuments.TOPIC, requests::ask);
        bus.serve(ResendLink.TOPIC, requests::resend);
        return Future.succeededFuture();
    }
}
