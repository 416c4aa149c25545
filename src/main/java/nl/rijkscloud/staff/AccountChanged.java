package nl.rijkscloud.staff;

import java.util.UUID;
import nl.rijkscloud.kernel.Bus.Topic;

/** News: roles, departments or the state of an account have changed on this server. */
public record AccountChanged(UUID account) {
    public static final Topic<AccountChanged> TOPIC = new Topic<>("account.changed", AccountChanged.class);
}
