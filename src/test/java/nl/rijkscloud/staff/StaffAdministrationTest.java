package nl.rijkscloud.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.staff.StaffAdministration.Entry;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.typed.PhoneNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A beheerder changes accounts in the browser, by the rules of the command line and two more. */
final class StaffAdministrationTest {
    private static final Optional<PhoneNumber> MOBILE = PhoneNumber.parse("0612345678");
    private static final Set<Role> BEHEERDER = Set.of(Role.BEHEERDER);

    private final StaffFixture fixture = new StaffFixture();
    private final StaffAdministration accounts = fixture.administration();
    private UUID bram;
    private Actor by;

    @BeforeEach
    void addBeheerder() {
        bram = add("bram@igj.nl", BEHEERDER);
        by = Actor.staff(bram).from(new Source("192.0.2.7"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void newAccountSignsInWithThePasswordThatIsShownOnce() {
        var added = accounts.add(by, "piet@igj.nl", new Entry("Piet", MOBILE, Set.of(Role.MEDEWERKER), Set.of()))
                .await();

        fixture.service.checkPassword("piet@igj.nl", added.password().orElseThrow(), StaffFixture.SOURCE,
                Optional.empty()).await();
        assertThat(added.toString()).doesNotContain(added.password().orElseThrow());
        assertThat(value("select string_agg(s::text, ' ') from staff s"))
                .doesNotContain(added.password().orElseThrow());
    }

    @Test
    void addressThatIsTakenIsRefused() {
        assertRefused("exists-already", accounts.add(by, "BRAM@igj.nl", new Entry("B", MOBILE, BEHEERDER, Set.of())));
    }

    @Test
    void changeIsMadeAsAWholeAndEachPartIsALine() {
        fixture.register.addDepartment("meldpunt@igj.nl", "Meldpunt").await();
        var piet = add("piet@igj.nl", Set.of(Role.MEDEWERKER));

        accounts.change(by, piet, new Entry("Piet Nieuw", PhoneNumber.parse("0687654321"),
                Set.of(Role.MEDEWERKER, Role.HELPDESK), Set.of("meldpunt@igj.nl"))).await();

        assertThat(value("select name || ' ' || mobile || ' ' || roles::text from staff where id = '" + piet + "'"))
                .isEqualTo("Piet Nieuw +31687654321 {helpdesk,medewerker}");
        assertThat(value("select string_agg(action, ' ' order by seq) from audit_entry where actor_id = '" + bram
                + "' and subject_id = '" + piet + "'"))
                .isEqualTo("account-changed mobile-changed helpdesk-given department-joined");
    }

    @Test
    void unknownDepartmentChangesNothing() {
        var piet = add("piet@igj.nl", Set.of(Role.MEDEWERKER));

        assertRefused("invalid", accounts.change(by, piet,
                new Entry("Anders", MOBILE, Set.of(Role.MEDEWERKER), Set.of("geen@igj.nl"))));
        assertThat(value("select name from staff where id = '" + piet + "'")).isEqualTo("Naam");
    }

    @Test
    void nobodyGivesUpTheirOwnRoleOrClosesTheirOwnAccount() {
        add("els@igj.nl", BEHEERDER);

        assertRefused("own-account", accounts.change(by, bram, new Entry("Naam", MOBILE, Set.of(), Set.of())));
        assertRefused("own-account", accounts.disable(by, bram));
    }

    /** A second beheerder whose own account was closed a moment ago does not count. */
    @Test
    void lastBeheerderStays() {
        var els = add("els@igj.nl", BEHEERDER);
        var elsAsActor = Actor.staff(els).from(new Source("192.0.2.8"));
        accounts.disable(by, els).await();

        assertRefused("last-beheerder", accounts.disable(elsAsActor, bram));
        assertRefused("last-beheerder",
                accounts.change(elsAsActor, bram, new Entry("Naam", MOBILE, Set.of(), Set.of())));
    }

    @Test
    void operatorMayCloseTheLastBeheerder() {
        fixture.register.disable("bram@igj.nl").await();

        assertThat(value("select disabled_at is not null from staff where id = '" + bram + "'")).isEqualTo("t");
    }

    @Test
    void closedAccountIsOpenedBeforeItIsChanged() {
        var piet = add("piet@igj.nl", Set.of(Role.MEDEWERKER));
        accounts.disable(by, piet).await();

        assertRefused("account-closed", accounts.change(by, piet, new Entry("P", MOBILE, Set.of(), Set.of())));
        accounts.enable(by, piet).await();
        accounts.change(by, piet, new Entry("P", MOBILE, Set.of(), Set.of())).await();
    }

    @Test
    void unknownAccountIsNotFound() {
        assertRefused("not-found", accounts.disable(by, UUID.randomUUID()));
        assertRefused("not-found", accounts.givePassword(by, UUID.randomUUID()));
    }

    private UUID add(String email, Set<Role> roles) {
        return accounts.add(Actor.OPERATOR, email, new Entry("Naam", MOBILE, roles, Set.of())).await().id();
    }

    private String value(String query) {
        return TestDatabase.value(fixture.config, query).orElse("");
    }

    private static void assertRefused(String code, Future<?> refused) {
        assertThat(catchThrowableOfType(Failure.class, refused::await).code()).isEqualTo(code);
    }
}
