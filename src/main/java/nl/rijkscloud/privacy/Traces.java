package nl.rijkscloud.privacy;

import java.util.List;
import java.util.Optional;

/**
 * What the portal keeps about somebody, as far as it can be looked up: what is sealed cannot.
 *
 * @param department what the department with this address is called
 */
public record Traces(Page<Appearance> transfers, Page<Mailed> letters, List<Account> accounts, Optional<String> department) {}
