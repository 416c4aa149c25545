package nl.rijkscloud.sms;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.typed.PhoneNumber;

/** Hands text messages to a provider. */
public interface SmsGateway {
    /** The configured one, without meters. */
    static SmsGateway of(Vertx vertx, Config.Sms config, Config.Proxy proxy) {
        return new HttpSmsGateway(vertx, config, proxy);
    }

    /**
     * Hands over one message.
     *
     * @param reference the same at every attempt for the same message; a gateway that has already taken it sends it
     * once, if {@link #mayRepeat}
     */
    Future<DeliveryResult> send(UUID reference, PhoneNumber to, String text);

    /**
     * True when the gateway recognises a repeated message. Otherwise a message that may have been taken is never
     * repeated.
     */
    default boolean mayRepeat() {
        return true;
    }

    Future<Void> close();
}
