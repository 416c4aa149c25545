package nl.rijkscloud.outbox;

import java.util.Optional;

/** What became of one attempt to carry a letter. */
public sealed interface DeliveryResult {
    /** The other server has taken over the duty. @param providerId what it calls the letter, when it says so */
    record Accepted(Optional<String> providerId) implements DeliveryResult {
        public Accepted() {
            this(Optional.empty());
        }
    }

    /** It never will. @param code the other server's status code and nothing of its text, which may quote the letter */
    record Refused(String code) implements DeliveryResult {}

    /** Perhaps another time. @param reason a status code or the kind of trouble, for the log and the operator */
    record Later(String reason) implements DeliveryResult {}

    /** It may have been taken, and a second attempt may be taken for a second letter. @param reason for the log only */
    record Unknown(String reason) implements DeliveryResult {}

    /** What it says cannot be opened any more, because the key of its period is gone. */
    record Lost() implements DeliveryResult {}
}
