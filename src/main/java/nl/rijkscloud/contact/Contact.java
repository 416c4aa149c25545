package nl.rijkscloud.contact;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * A contact in an address book.
 *
 * @param usedAt when it was last saved, or seen at a last look before sending
 */
record Contact(UUID id, Book book, Card card, NumberChange number, Instant createdAt, Instant usedAt) {
    /**
     * Three months: somebody who writes to a contact each quarter sees a change at the next sending. A longer time
     * would show it at every sending, and people would stop reading it.
     */
    private static final Duration RECENT = Duration.ofDays(90);

    /**
     * The address book in which it is.
     *
     * @param department its address; empty for the book of one person
     * @param owner that person
     */
    record Book(Optional<String> department, Optional<UUID> owner) {
        static Book of(String department) {
            return new Book(Optional.of(department), Optional.empty());
        }

        static Book of(UUID owner) {
            return new Book(Optional.empty(), Optional.of(owner));
        }
    }

    /**
     * The last time that the address got a number, or lost one.
     *
     * @param by a member of staff, if still known
     * @param name of that member, if still known
     * @param replaced true if the address had another number before
     */
    record NumberChange(Instant since, Optional<UUID> by, Optional<String> name, boolean replaced) {}

    static Contact begin(Book book, Card card, UUID by, Instant now) {
        return new Contact(UUID.randomUUID(), book, card,
                new NumberChange(now, Optional.of(by), Optional.empty(), false), now, now);
    }

    /** Another address with the same number is a change too: the codes of that address go elsewhere then. */
    Contact change(Card to, UUID by, Instant now) {
        var same = to.mobile().equals(card.mobile()) && to.hasAddress(card.email());
        var change = same ? number
                : new NumberChange(now, Optional.of(by), Optional.empty(),
                        number.replaced() || card.mobile().isPresent());
        return new Contact(id, book, to, change, createdAt, now);
    }

    /** Since when this number belongs to this address, if somebody who is about to send should know of it. */
    private Optional<NumberChange> noteFor(UUID viewer, Instant now) {
        return Optional.of(number)
                .filter(change -> card.mobile().isPresent() && change.since().isAfter(now.minus(RECENT)))
                .filter(change -> change.replaced() || !change.by().equals(Optional.of(viewer)));
    }

    JsonObject toJson(UUID viewer, Instant now) {
        return new JsonObject()
                .put("id", id.toString())
                .put("department", book.department().orElse(null))
                .put("name", card.name())
                .put("organisation", card.organisation().orElse(null))
                .put("email", card.email())
                .put("mobile", card.mobile().map(PhoneNumber::e164).orElse(null))
                .put("language", card.language().map(Language::code).orElse(null))
                .put("usedAt", usedAt.toString())
                .put("numberChange", noteFor(viewer, now).map(change -> new JsonObject()
                        .put("at", change.since().toString())
                        .put("by", change.name().orElse(null))
                        .put("replaced", change.replaced())).orElse(null));
    }

    @Override
    public String toString() {
        return "Contact[" + id + "]";
    }
}
