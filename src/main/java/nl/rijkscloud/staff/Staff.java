package nl.rijkscloud.staff;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * An employee of the organisation who may sign in.
 *
 * @param email in lower case
 * @param mobile the number for sign-in codes; empty for a person who signs in with an identity provider
 */
public record Staff(UUID id, String name, String email, Optional<PhoneNumber> mobile, Set<Role> roles) {
    public Staff {
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
