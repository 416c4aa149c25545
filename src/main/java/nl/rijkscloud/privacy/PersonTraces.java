package nl.rijkscloud.privacy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the portal keeps about somebody, as far as it can be looked up: what is sealed cannot.
 *
 * @param pseudonym under which the audit log has those who looked for them
 * @param department what the department with this address is called
 */
public record PersonTraces(
        UUID pseudonym, Page<PersonTransfer> transfers, Page<PersonMessage> letters, List<Account> accounts, Optional<String> department) {}
