package nl.rijkscloud.outbox;

import java.util.List;
import java.util.Optional;
import nl.rijkscloud.audit.Person;
import org.jspecify.annotations.Nullable;

/**
 * A search among messages that wait or have failed; empty parts leave the choice open.
 *
 * @param transferNumber eight signs
 * @param recipient of the message
 * @param kinds names of templates
 */
public record QueueQuestion(
        Optional<String> transferNumber, Optional<Person> recipient, Optional<OutboundMessage.Channel> channel,
        List<String> kinds, Optional<State> state) {
    /** The states in which a message can need an operator. */
    public enum State {
        WAITING, REFUSED, EXPIRED, UNKNOWN, LOST;

        String sql() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Nullable String channelInSql() {
        return channel.map(OutboundMessage.Channel::sql).orElse(null);
    }

    String @Nullable [] kindsInSql() {
        return kinds.isEmpty() ? null : kinds.toArray(String[]::new);
    }

    @Nullable String stateInSql() {
        return state.map(State::sql).orElse(null);
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "QueueQuestion[" + channel + ", " + kinds.size() + " kinds, " + state + "]";
    }
}
