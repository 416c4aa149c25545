package nl.rijkscloud.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.kernel.Cursor;

/**
 * Everything that a search finds about a person. Sealed data cannot be searched and is not part of it.
 *
 * @param pseudonym the person's name in the audit log's lines about searches
 * @param department the name of the department that has this address
 */
record PersonTraces(
        UUID pseudonym, Page<PersonTransfer> transfers, Page<Message> messages, List<Account> accounts,
        Optional<String> department) {

    /**
     * An account of staff.
     *
     * @param id the account's name in the audit log
     * @param mobile true if the account has a number for codes
     * @param identity true if the account is linked to the identity provider
     */
    record Account(
            UUID id, List<String> roles, List<String> departments, boolean mobile, boolean identity, Instant createdAt,
            Optional<Instant> disabledAt) {}

    /**
     * A mail or text message to the person.
     *
     * @param template the name of its template
     * @param state of its row in the outbox
     * @param content true if its sealed content is still stored
     * @param expiresAt the end of the attempts to send it
     */
    record Message(
            UUID id, String channel, String template, String state, Optional<UUID> transfer, boolean content,
            Instant createdAt, Optional<Instant> settledAt, Instant expiresAt) {}

    /**
     * A part of a long list, newest first.
     *
     * @param next the cursor of the next page, if there is one
     */
    record Page<T>(List<T> items, Optional<Cursor> next) {
        /** @param found one item more than {@code most}, if there is a next page */
        static <T> Page<T> of(List<T> found, int most, Function<T, Cursor> cursor) {
            return found.size() <= most
                    ? new Page<>(found, Optional.empty())
                    : new Page<>(List.copyOf(found.subList(0, most)), Optional.of(cursor.apply(found.get(most - 1))));
        }
    }
}
