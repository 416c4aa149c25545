package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import java.util.UUID;

/**
 * Delivers messages of one channel to the server that forwards them. Its futures complete on the context of the caller.
 */
public interface Transport {
    /**
     * Delivers one message. The same message may come twice, with the same id, after a crash between delivery and
     * record; the id is sent along so that the other side can tell.
     */
    Future<DeliveryResult> carry(UUID id, OutboundMessage letter);

    /** True if the same message may be delivered again when the result of the first attempt is unknown. */
    default boolean mayRepeat() {
        return true;
    }
}
