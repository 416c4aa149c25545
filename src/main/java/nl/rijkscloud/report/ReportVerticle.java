package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.Transfer;

/**
 * Reads reports on virtual threads, because opening a long manifest takes too long for an event loop. Deploy one
 * instance with {@code ThreadingModel.VIRTUAL_THREAD} before calling it.
 */
final class ReportVerticle extends VerticleBase {
    private final ReportService reports;

    ReportVerticle(ReportService reports) {
        this.reports = reports;
    }

    /** The kind of the grant's transfer. It is read on the calling thread. */
    Future<Transfer.Kind> kind(Grant grant) {
        return reports.kind(grant);
    }

    /** Reads a report, as {@link ReportService#read} does, and completes on the caller's context. Any thread. */
    Future<Report> read(Grant grant) {
        var caller = vertx.getOrCreateContext();
        var report = Promise.<Report>promise();
        context.runOnContext(here -> Future.succeededFuture(grant)
                .compose(reports::read)
                .onComplete(done -> caller.runOnContext(back -> report.handle(done))));
        return report.future();
    }
}
