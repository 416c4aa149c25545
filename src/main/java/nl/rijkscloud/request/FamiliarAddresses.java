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
 * Tells whom somebody of the staff has written to before, because a wrong address is the most common leak of all. What it says is a warning for a last
 * look and decides nothing. Safe for use from any thread.
 */
public final class FamiliarAddresses {
    /** Enough for a working life, and few enough to compare with. */
    private static final int MOST = 5_000;

    private final AddressStore store = new AddressStore();
    private final Database database;

    public FamiliarAddresses(Database database) {
        this.database = database;
    }

    /**
     * @param known whether this person has written there before
     * @param similarTo the address, or else the domain, that this one is a slip away from: one letter more, less or other, or two that changed places
     */
    public record Look(String email, boolean known, Optional<String> similarTo) {}

    /** In the same order. */
    public Future<List<Look>> look(UUID staff, List<String> emails) {
        return store.writtenTo(database.client(), staff, MOST).map(written -> {
            var addresses = Set.copyOf(written);
            var domains = written.stream().map(FamiliarAddresses::domain).collect(Collectors.toSet());
            return emails.stream().map(email -> look(email, addresses, domains)).toList();
        });
    }

    private static Look look(String email, Set<String> addresses, Set<String> domains) {
        var folded = email.strip().toLowerCase(Locale.ROOT);
        if (addresses.contains(folded)) {
            return new Look(email, true, Optional.empty());
        }
        var domain = domain(folded);
        var similar = near(folded, addresses).or(() -> domains.contains(domain) ? Optional.empty() : near(domain, domains));
        return new Look(email, false, similar);
    }

    private static Optional<String> near(String text, Collection<String> known) {
        return known.stream().filter(one -> isOneSlipAway(text, one)).sorted().findFirst();
    }

    /** Whether the texts differ by one edit in the sense of Damerau (1964). Linear, because a list is compared with all that is known. */
    static boolean isOneSlipAway(String a, String b) {
        if (a.length() > b.length()) {
            return isOneSlipAway(b, a);
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
