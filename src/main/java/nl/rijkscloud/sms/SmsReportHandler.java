package nl.rijkscloud.sms;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;

/**
 * {@code POST /api/sms/reports}: the SMS provider tells what became of a message. It is no page of ours and has no
 * cookie: its signature alone lets it in. Wants a body handler before it.
 */
public final class SmsReportHandler implements Handler<RoutingContext> {
    /** Bytes. */
    public static final long MOST = 8 << 10;

    private final SmsDeliveryReports reports;
    private final Throttle throttle;
    private final Limits limits;
    private final ClientAddress addresses;

    public SmsReportHandler(SmsDeliveryReports reports, Throttle throttle, Limits limits, ClientAddress addresses) {
        this.reports = reports;
        this.throttle = throttle;
        this.limits = limits;
        this.addresses = addresses;
    }

    @Override
    public void handle(RoutingContext ctx) {
        throttle.count(limits.smsReportsFromSource(addresses.of(ctx.request())))
                .compose(allowed -> reports.take(report(ctx)))
                .compose(taken -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private SmsDeliveryReport report(RoutingContext ctx) {
        var body = ctx.body().buffer();
        return reports.read(ctx.request()::getHeader, body == null ? new byte[0] : body.getBytes());
    }
}
