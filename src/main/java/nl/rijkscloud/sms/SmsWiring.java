package nl.rijkscloud.sms;

import io.vertx.ext.web.Router;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.outbox.SmsDeliveryRecorder;
import nl.rijkscloud.outbox.Transport;
import nl.rijkscloud.platform.Platform;

/** Wires the SMS gateway and the provider's delivery reports. */
public final class SmsWiring {
    private SmsWiring() {}

    public static SmsGateway gateway(Platform platform) {
        return new MeasuredGateway(
                SmsGateway.of(platform.vertx(), platform.config().sms(), platform.config().proxy()),
                platform.metrics());
    }

    public static Transport transport(Platform platform, SmsGateway gateway) {
        return new SmsTransport(platform.config().organisation(), platform.config().server(), gateway);
    }

    /** Empty when the operator and the provider have not agreed on a secret. */
    public static void mount(Router router, Platform platform, LimitWiring limit) {
        var recorder = new SmsDeliveryRecorder(platform.database(), platform.clock());
        var addresses = new ClientAddress(platform.config().server().trustedProxies());
        SmsDeliveryReports.of(platform.config().sms(), recorder, platform.clock())
                .map(reports -> new SmsReportRoutes(reports, limit.throttle(), limit.limits(), addresses))
                .ifPresent(routes -> routes.mount(router));
    }
}
