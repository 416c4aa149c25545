package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import nl.rijkscloud.kernel.Bus;

/** Puts reports together, on virtual threads: opening a long manifest is work that no event loop should wait for. */
public final class ReportVerticle extends VerticleBase {
    private final Bus bus;
    private final ReportService reports;

    public ReportVerticle(Bus bus, ReportService reports) {
        this.bus = bus;
        this.reports = reports;
    }

    @Override
    public Future<?> start() {
        bus.serve(ReadReport.TOPIC, reports::read);
        return Future.succeededFuture();
    }
}
