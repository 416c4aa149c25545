package nl.rijkscloud.sms;

import java.util.Optional;
import nl.rijkscloud.outbox.SmsDeliveryRecorder;
import nl.rijkscloud.outbox.Transport;
import nl.rijkscloud.platform.Platform;

/** Joins what sends text messages and takes the provider's reports about them. */
public final class SmsWiring {
    private SmsWiring() {}

    public static SmsGateway gateway(Platform platform) {
        return new MeasuredGateway(new HttpSmsGateway(platform.vertx(), platform.config().sms()), platform.metrics());
    }

    public static Transport transport(Platform platform, SmsGateway gateway) {
        return new SmsTransport(platform.config().organisation(), platform.config().server(), gateway);
    }

    /** Empty when the operator and the provider have agreed on no secret. */
    public static Optional<SmsDeliveryReports> reports(Platform platform) {
        var recorder = new SmsDeliveryRecorder(platform.database(), platform.clock());
        return SmsDeliveryReports.of(platform.config().sms(), recorder, platform.clock());
    }
}
