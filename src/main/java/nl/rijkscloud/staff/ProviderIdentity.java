package nl.rijkscloud.staff;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person as the identity provider knows them.
 *
 * @param subject names the person for ever, at this provider and among all providers
 * @param email an address that the provider has verified
 * @param departments addresses of departments; nothing when the provider does not keep them
 */
public record ProviderIdentity(
        String subject, String name, String email, Set<Role> roles, Optional<List<String>> departments) {}
