package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import java.util.UUID;

/** Brings letters of one channel to the server that delivers them. Its futures complete on the context that called. */
public interface Transport {
    /**
     * Carries one letter. The same letter may come twice, with the same id, after a crash between sending and writing
     * that down; what is sent carries the id, so that the other side can tell.
     */
    Future<DeliveryResult> carry(UUID id, OutboundMessage letter);

    /** Whether the same letter may be carried again when nobody knows what came of the first time. */
    default boolean mayRepeat() {
        return true;
    }
}
