package nl.rijkscloud.staff;

import java.util.UUID;
import nl.rijkscloud.phone.PhoneNumber;

/**
 * An employee of the organisation who may sign in.
 *
 * @param email in lower case
 * @param mobile where the sign-in codes go
 */
public record Staff(UUID id, String name, String email, PhoneNumber mobile) {}
