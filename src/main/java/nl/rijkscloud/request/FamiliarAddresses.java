package nl.rijkscloud.request;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.rijkscloud.db.Database;

/**
 * Tells whether a member of staff has written to an address before, because a wrong address is the most common data
 * leak. The page shows it as a warning before something is sent; nothing is refused because of it.
 */
final class FamiliarAddresses {
    /** The newest addresses that are compared; more than a member of staff writes to in years. */
    private static final int MAX_ADDRESSES = 5_000;

    private final RequestStore store = new RequestStore();
    private final Database database;

    FamiliarAddresses(Database database) {
        this.database = database;
    }

    /**
     * The familiarity of an address to one member of staff.
     *
     * @param known true if this person has written to it before
     * @param similarTo the known address, or else the known domain, from which it differs by one edit: a letter more, a
     *     letter less, another letter, or two neighbours swapped
     */
    record Familiarity(String email, boolean known, Optional<String> similarTo) {}

    /** Compares the addresses with those that this person has written to; the result has the same order. */
    Future<List<Familiarity>> compare(UUID staff, List<String> emails) {
        return store.addressesWrittenTo(database.client(), staff, MAX_ADDRESSES).map(written -> {
            var addresses = Set.copyOf(written);
            var domains = written.stream().map(FamiliarAddresses::domain).collect(Collectors.toSet());
            return emails.stream().map(email -> compare(email, addresses, domains)).toList();
        });
    }

    private static Familiarity compare(String email, Set<String> addresses, Set<String> domains) {
        var folded = email.strip().toLowerCase(Locale.ROOT);
        if (addresses.contains(folded)) {
            return new Familiarity(email, true, Optional.empty());
        }
        var domain = domain(folded);
        var similar = findSimilar(folded, addresses)
                .or(() -> domains.contains(domain) ? Optional.empty() : findSimilar(domain, domains));
        return new Familiarity(email, false, similar);
    }

    private static Optional<String> findSimilar(String text, Collection<String> known) {
        return known.stream().filter(one -> isOneEditAway(text, one)).sorted().findFirst();
    }

    /** True if the texts differ by one edit in the sense of Damerau (1964). Linear in their length. */
    static boolean isOneEditAway(String a, String b) {
        if (a.length() > b.length()) {
            return isOneEditAway(b, a);
        }
        if (b.length() - a.length() > 1 || a.equals(b)) {
            return false;
        }
        var at = 0;
        while (at < a.length() && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        if (a.length() < b.length()) {
            return a.substring(at).equals(b.substring(at + 1));
        }
        return a.substring(at + 1).equals(b.substring(at + 1)) || isSwapped(a, b, at);
    }

    private static boolean isSwapped(String a, String b, int at) {
        return at + 1 < a.length() && a.charAt(at) == b.charAt(at + 1) && a.charAt(at + 1) == b.charAt(at)
                && a.substring(at + 2).equals(b.substring(at + 2));
    }

    private static String domain(String email) {
        return email.substring(email.lastIndexOf('@') + 1);
    }
}
