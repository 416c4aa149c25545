package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/**
 * Delivers messages of one channel to the server that forwards them. Its futures complete on the context of the caller.
 */
public interface Transport {
    /** The result of one attempt to deliver a message. */
    public sealed interface DeliveryResult {
        /**
         * The other server has accepted the message.
         *
         * @param providerId its id there, if the server gives one
         */
        record Accepted(Optional<String> providerId) implements DeliveryResult {
            public Accepted() {
                this(Optional.empty());
            }
        }

        /**
         * The other server refuses for good.
         *
         * @param code its status code, without its text, which may quote the message
         */
        record Refused(String code) implements DeliveryResult {}

        /**
         * The attempt failed and may be repeated.
         *
         * @param reason a status code or the kind of failure, for the log and the operator
         */
        record Later(String reason) implements DeliveryResult {}

        /**
         * The message may have been accepted; a second attempt could deliver it twice.
         *
         * @param reason for the log only
         */
        record Unknown(String reason) implements DeliveryResult {}

        /** The message cannot be opened, because the key of its period was destroyed. */
        record Lost() implements DeliveryResult {}
    }

    /**
     * Delivers one message. The same message may come twice, with the same id, after a crash between delivery and
     * record; the id is sent along so that the other side can tell.
     */
    Future<DeliveryResult> deliver(UUID id, OutboundMessage message);

    /** True if the same message may be delivered again when the result of the first attempt is unknown. */
    default boolean mayRepeat() {
        return true;
    }
}
