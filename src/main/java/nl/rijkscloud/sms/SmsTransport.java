package nl.rijkscloud.sms;

import io.vertx.core.Future;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Transport;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * Hands text messages to the gateway, with the id of the outbox row as their reference. Any thread that may use the
 * gateway may use this.
 */
final class SmsTransport implements Transport {
    private final SmsText text;
    private final SmsGateway gateway;

    SmsTransport(Config.Organisation organisation, Config.Server server, SmsGateway gateway) {
        this(new SmsText(organisation.name(), server.publicUrl().getHost()), gateway);
    }

    SmsTransport(SmsText text, SmsGateway gateway) {
        this.text = text;
        this.gateway = gateway;
    }

    @Override
    public Future<DeliveryResult> deliver(UUID id, OutboundMessage message) {
        return gateway.send(id, new PhoneNumber(message.recipient()), text.of(message));
    }

    @Override
    public boolean mayRepeat() {
        return gateway.mayRepeat();
    }
}
