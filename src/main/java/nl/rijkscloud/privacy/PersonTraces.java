package nl.rijkscloud.privacy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.kernel.Cursor;

/**
 * Everything that a search finds about a person. Sealed data cannot be searched and is not part of it.
 *
 * @param pseudonym the person's name in the audit log's lines about searches
 * @param department the name of the department that has this address
 */
record PersonTraces(
        UUID pseudonym, Page<PersonTransfer> transfers, Page<Message> messages, List<Account> accounts,
        List<InBook> contacts, Optional<String> department) {

    /** The JSON of {@code POST /api/staff/persons}. */
    JsonObject toJson(Person person) {
        return new JsonObject()
                .put("kind", person.kind().word())
                .put("pseudonym", pseudonym.toString())
                .put("transfers", transfers.toJson(PersonTransfer::toJson))
                .put("letters", messages.toJson(Message::toJson))
                .put("accounts", new JsonArray(accounts.stream().map(Account::toJson).toList()))
                .put("contacts", new JsonArray(contacts.stream().map(InBook::toJson).toList()))
                .put("department", department.orElse(null));
    }

    /**
     * A contact of an address book.
     *
     * @param department whose book it is; empty for that of one member of staff
     * @param owner that member
     * @param data the kinds of data that are kept
     * @param usedAt the moment from which its term counts
     */
    record InBook(
            Optional<String> department, Optional<UUID> owner, Set<PersonTransfer.Data> data, Instant createdAt,
            Instant usedAt) {
        private JsonObject toJson() {
            return new JsonObject()
                    .put("department", department.orElse(null))
                    .put("owner", owner.map(UUID::toString).orElse(null))
                    .put("data", new JsonArray(data.stream().map(PersonTransfer.Data::word).toList()))
                    .put("createdAt", createdAt.toString())
                    .put("usedAt", usedAt.toString());
        }
    }

    /**
     * An account of staff.
     *
     * @param id the account's name in the audit log
     * @param mobile true if the account has a number for codes
     * @param identity true if the account is linked to the identity provider
     */
    record Account(
            UUID id, List<String> roles, List<String> departments, boolean mobile, boolean identity, Instant createdAt,
            Optional<Instant> disabledAt) {
        private JsonObject toJson() {
            return new JsonObject()
                    .put("id", id.toString())
                    .put("roles", new JsonArray(roles))
                    .put("departments", new JsonArray(departments))
                    .put("mobile", mobile)
                    .put("identity", identity)
                    .put("createdAt", createdAt.toString())
                    .put("disabledAt", disabledAt.map(Instant::toString).orElse(null));
        }
    }

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
            Instant createdAt, Optional<Instant> settledAt, Instant expiresAt) {
        JsonObject toJson() {
            return new JsonObject()
                    .put("id", id.toString())
                    .put("channel", channel)
                    .put("kind", template)
                    .put("state", state)
                    .put("transfer", transfer.map(UUID::toString).orElse(null))
                    .put("content", content)
                    .put("createdAt", createdAt.toString())
                    .put("settledAt", settledAt.map(Instant::toString).orElse(null))
                    .put("expiresAt", expiresAt.toString());
        }
    }

    /**
     * A part of a long list, newest first.
     *
     * @param next the cursor of the next page, if there is one
     */
    record Page<T>(List<T> items, Optional<Cursor> next) {
        /** @param found one item more than {@code max}, if there is a next page */
        static <T> Page<T> of(List<T> found, int max, Function<T, Cursor> cursor) {
            return found.size() <= max
                    ? new Page<>(found, Optional.empty())
                    : new Page<>(List.copyOf(found.subList(0, max)), Optional.of(cursor.apply(found.get(max - 1))));
        }

        JsonObject toJson(Function<T, JsonObject> item) {
            return new JsonObject()
                    .put("items", new JsonArray(items.stream().map(item).toList()))
                    .put("next", next.map(Cursor::text).orElse(null));
        }
    }
}
