package nl.rijkscloud.otp;

import io.vertx.core.Future;
import java.util.UUID;
import nl.rijkscloud.outbox.Carrier;
import nl.rijkscloud.outbox.Letter;
import nl.rijkscloud.outbox.Verdict;
import nl.rijkscloud.phone.PhoneNumber;

/** Carries text messages to the gateway, with the letter's id as their reference. */
record SmsCarrier(SmsText text, SmsGateway gateway) implements Carrier {
    @Override
    public Future<Verdict> carry(UUID id, Letter letter) {
        return gateway.send(id, new PhoneNumber(letter.recipient()), text.of(letter));
    }
}
