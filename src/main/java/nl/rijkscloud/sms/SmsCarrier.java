package nl.rijkscloud.sms;

import io.vertx.core.Future;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.outbox.Carrier;
import nl.rijkscloud.outbox.Letter;
import nl.rijkscloud.outbox.Verdict;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * Carries text messages to the gateway, with the letter's id as their reference. As safe for use from any thread as the
 * gateway is.
 */
public final class SmsCarrier implements Carrier {
    private final SmsText text;
    private final SmsGateway gateway;

    public SmsCarrier(Config.Organisation organisation, Config.Server server, SmsGateway gateway) {
        this(new SmsText(organisation.name(), server.publicUrl().getHost()), gateway);
    }

    SmsCarrier(SmsText text, SmsGateway gateway) {
        this.text = text;
        this.gateway = gateway;
    }

    @Override
    public Future<Verdict> carry(UUID id, Letter letter) {
        return gateway.send(id, new PhoneNumber(letter.recipient()), text.of(letter));
    }

    @Override
    public boolean mayRepeat() {
        return gateway.mayRepeat();
    }
}
