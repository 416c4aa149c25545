package nl.rijkscloud.sms;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.config.SmsProvider;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;

/**
 * {@code POST /api/sms/reports}: the SMS provider tells what became of a message. It is no page of ours and has no
 * cookie: its signature alone lets it in. Wants a body handler before it.
 */
public final class SmsReportHandler implements Handler<RoutingContext> {
    /** Bytes. */
    public static final long MOST = 8 << 10;

    private final Bus bus;
    private final SmsProvider.Callback shape;
    private final Throttle throttle;
    private final Limits limits;
    private final ClientAddress addresses;

    public SmsReportHandler(Bus bus, SmsProvider.Callback shape, Throttle throttle, Limits limits, ClientAddress addresses) {
        this.bus = bus;
        this.shape = shape;
        this.throttle = throttle;
        this.limits = limits;
        this.addresses = addresses;
    }

    @Override
    public void handle(RoutingContext ctx) {
        throttle.count(limits.smsReportsFromSource(addresses.of(ctx.request())))
                .compose(allowed -> bus.ask(SmsDeliveryReport.TAKE_REPORT, report(ctx)))
                .compose(taken -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private SmsDeliveryReport report(RoutingContext ctx) {
        var body = ctx.body().buffer();
        return new SmsDeliveryReport(
                header(ctx.request(), shape.signature().header()),
                shape.timestamp().flatMap(time -> header(ctx.request(), time.header())),
                body == null ? new byte[0] : body.getBytes());
    }

    private static Optional<String> header(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }
}
