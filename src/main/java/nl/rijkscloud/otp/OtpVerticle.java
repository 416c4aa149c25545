package nl.rijkscloud.otp;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;
import nl.rijkscloud.bus.Bus;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.outbox.Carrier;
import nl.rijkscloud.outbox.OutboxDrain;

/** Issues and checks codes, and empties the outbox of text messages, on an event loop of its own. */
public final class OtpVerticle extends VerticleBase {
    private final Bus bus;
    private final OtpService codes;
    private final SmsGateway gateway;
    private final OutboxDrain drain;

    /** @param drain makes the drain of the SMS channel for a carrier */
    public OtpVerticle(Bus bus, OtpService codes, SmsGateway gateway, Config config, Function<Carrier, OutboxDrain> drain) {
        this.bus = bus;
        this.codes = codes;
        this.gateway = gateway;
        this.drain = drain.apply(new SmsCarrier(SmsText.of(config), gateway));
    }

    @Override
    public Future<?> start() {
        bus.serve(IssueCode.ISSUE_CODE, codes::issue);
        bus.serve(CheckCode.CHECK_CODE, codes::check);
        drain.start(vertx, bus);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return drain.stop().eventually(gateway::close);
    }
}
