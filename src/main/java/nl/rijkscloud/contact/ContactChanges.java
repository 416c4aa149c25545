package nl.rijkscloud.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.contact.Contact.Book;
import nl.rijkscloud.http.Json;

/** Works out what a form or a list changes in a book. */
final class ContactChanges {
    /** Contacts of one book. */
    static final int MOST = 1000;

    private ContactChanges() {}

    /**
     * @param contacts as they become
     * @param added how many of them are new
     * @param numbers how many got another number than the one that they had
     * @param changed how many of the others say something else now
     */
    record Changes(List<Contact> contacts, int added, int numbers, int changed) {
        /** The act of a form, for the audit log; empty if the form changes nothing. */
        Optional<Action> action() {
            return added > 0 ? Optional.of(Action.CONTACT_ADDED)
                    : numbers > 0 ? Optional.of(Action.CONTACT_NUMBER_CHANGED)
                    : Optional.of(Action.CONTACT_CHANGED).filter(action -> changed > 0);
        }
    }

    /** Each card completes or replaces the contact with its address. Fails with {@code INVALID} if they do not fit. */
    static Changes of(Book book, List<Contact> existing, List<Card> cards, UUID by, Instant now) {
        var byAddress = new HashMap<String, Contact>();
        existing.forEach(one -> byAddress.put(key(one.card()), one));
        var contacts = new ArrayList<Contact>();
        var added = 0;
        var numbers = 0;
        var changed = 0;
        for (var card : cards) {
            var before = byAddress.get(key(card));
            var after = before == null ? Contact.begin(book, card, by, now)
                    : before.change(card.over(before.card()), by, now);
            contacts.add(after);
            if (before == null) {
                added++;
            } else if (isNumberChanged(before, after)) {
                numbers++;
            } else if (!before.card().equals(after.card())) {
                changed++;
            }
        }
        if (added > 0 && existing.size() + added > MOST) {
            throw Json.invalid("department", "too-many");
        }
        return new Changes(List.copyOf(contacts), added, numbers, changed);
    }

    /** The card takes the place of the contact's, with all that it does not say. */
    static Changes replace(Contact before, Card card, UUID by, Instant now) {
        var after = before.change(card, by, now);
        var number = isNumberChanged(before, after);
        return new Changes(List.of(after), 0, number ? 1 : 0, number || before.card().equals(card) ? 0 : 1);
    }

    private static boolean isNumberChanged(Contact before, Contact after) {
        return !before.number().equals(after.number());
    }

    private static String key(Card card) {
        return card.email().toLowerCase(Locale.ROOT);
    }
}
