package nl.rijkscloud.sms;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.http.JsonBody;
import nl.rijkscloud.http.Problems;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.sms.SmsDeliveryReports.SmsDeliveryReport;

/**
 * The address at which the SMS provider tells what became of a message. It is no page of ours and has no cookie: its
 * signature alone lets it in.
 */
final class SmsReportRoutes {
    private static final long MAX_BYTES = 8 << 10;

    private final SmsDeliveryReports reports;
    private final Throttle throttle;
    private final Limits limits;
    private final ClientAddress addresses;

    SmsReportRoutes(SmsDeliveryReports reports, Throttle throttle, Limits limits, ClientAddress addresses) {
        this.reports = reports;
        this.throttle = throttle;
        this.limits = limits;
        this.addresses = addresses;
    }

    public void mount(Router router) {
        router.post("/api/sms/reports").failureHandler(new Problems()).handler(new JsonBody(MAX_BYTES))
                .handler(this::take);
    }

    private void take(RoutingContext ctx) {
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
