package nl.rijkscloud.code;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.outbox.OutboxDrain;
import nl.rijkscloud.sms.SmsDeliveryReport;
import nl.rijkscloud.sms.SmsDeliveryReports;
import nl.rijkscloud.sms.SmsGateway;

/**
 * The event loop on which codes are issued and checked, text messages leave, and what became of them comes in. Stopping it lets those finish that are
 * on their way.
 */
public final class OtpVerticle extends VerticleBase {
    private final Bus bus;
    private final OtpService codes;
    private final RecipientCodeService recipients;
    private final OutboxDrain drain;
    private final SmsGateway gateway;
    private final Optional<SmsDeliveryReports> reports;

    /** @param drain the drain of the SMS channel, with {@link SmsTransport} as its carrier */
    public OtpVerticle(
            Bus bus, OtpService codes, RecipientCodeService recipients, OutboxDrain drain, SmsGateway gateway,
            Optional<SmsDeliveryReports> reports) {
        this.bus = bus;
        this.codes = codes;
        this.recipients = recipients;
        this.drain = drain;
        this.gateway = gateway;
        this.reports = reports;
    }

    @Override
    public Future<?> start() {
        bus.serve(IssueCode.ISSUE_CODE, codes::issue);
        bus.serve(CodeOwner.TOPIC, codes::owner);
        bus.serve(CheckCode.CHECK_CODE, codes::check);
        bus.serve(RequestCode.TOPIC, recipients::request);
        bus.serve(OpenWithCode.TOPIC, recipients::open);
        reports.ifPresent(service -> bus.serve(SmsDeliveryReport.TAKE_REPORT, service::take));
        drain.start(vertx, bus);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return drain.stop().eventually(gateway::close);
    }
}
