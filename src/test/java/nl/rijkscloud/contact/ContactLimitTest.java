package nl.rijkscloud.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.access.StaffAccess.Member;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.contact.Contact.Book;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.testing.SampleLimits;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.vault.SessionSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each change of an address book counts against the limit of changes of its member of staff; a list counts once. */
final class ContactLimitTest {
    private static final UUID SANNE = UUID.randomUUID();
    private static final int MOST = 3;

    private final Vertx vertx = Vertx.vertx();
    private final Database database = Database.open(vertx, TestDatabase.fresh());
    private final TestClock clock = new TestClock();
    private final Contacts contacts = new Contacts(
            database, new Audit(database, TestPurposeKeys.sample(), clock),
            new Throttle(database, TestPurposeKeys.sample(), clock), new Limits(SampleLimits.of(MOST)), clock);
    private final Member sanne = new Member(
            new Staff(SANNE, "Sanne", "s.bakker@igj.nl", Optional.empty(), Set.of(Role.MEDEWERKER)), List.of(),
            SessionSecret.random(new SecureRandom()), SampleTransfer.SOURCE);

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void everyChangeCounts() {
        Database.run(database.client(), "insert into staff (id, email, name, roles, created_at) values"
                + " ($1, 's.bakker@igj.nl', 'Sanne', '{medewerker}', now())", SANNE).await();
        var book = Book.of(SANNE);
        var saved = contacts.save(sanne, book, List.of(card(1), card(2)), true).await().contacts();
        contacts.replace(sanne, saved.getFirst().id(), card(3)).await();
        contacts.remove(sanne, saved.getFirst().id()).await();

        assertRefused(contacts.save(sanne, book, List.of(card(4)), false));
        assertRefused(contacts.replace(sanne, saved.getLast().id(), card(4)));
        assertRefused(contacts.remove(sanne, saved.getLast().id()));
        assertThat(contacts.list(sanne).await()).as("reading goes on").hasSize(1);
    }

    private static void assertRefused(Future<?> change) {
        assertThatThrownBy(change::await).isInstanceOfSatisfying(Failure.class,
                failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.TOO_MANY));
    }

    private static Card card(int number) {
        return new Card("Anna", Optional.empty(), "anna" + number + "@example.org", Optional.empty(),
                Optional.empty());
    }
}
