package nl.rijkscloud.staff;

import java.util.List;

/**
 * An account as whoever administers it sees it.
 *
 * @param departments their addresses, in order
 * @param hasPassword false when nobody can sign in with a password of this portal
 */
public record StaffMember(Staff staff, List<String> departments, boolean enabled, boolean hasPassword) {}
