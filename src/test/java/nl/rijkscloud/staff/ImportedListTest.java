package nl.rijkscloud.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.staff.StaffAdministration.AccountList;
import nl.rijkscloud.staff.StaffAdministration.Entry;
import nl.rijkscloud.staff.StaffAdministration.Imported;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.typed.PhoneNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A beheerder imports a list in the browser: what was shown is done, all of it or nothing. */
final class ImportedListTest {
    private static final String HEADING = "e-mail;naam;mobiel;afdeling;rol\n";
    private static final String BRAM = "bram@igj.nl;Naam;;;\n";
    private static final BooleanSupplier WAITING = () -> false;

    private final StaffFixture fixture = new StaffFixture();
    private final StaffAdministration accounts = fixture.administration();
    private UUID bram;
    private Actor by;

    @BeforeEach
    void addBeheerder() {
        bram = add("bram@igj.nl", Set.of(Role.BEHEERDER));
        by = Actor.staff(bram).from(new Source("192.0.2.7"));
        fixture.register.addDepartment("meldpunt@igj.nl", "Meldpunt").await();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shownPlanIsCarriedOutInTheNameOfTheBeheerder() {
        var piet = add("piet@igj.nl", Set.of(Role.MEDEWERKER));
        var els = add("els@igj.nl", Set.of(Role.MEDEWERKER));
        var list = list(HEADING + BRAM + "piet@igj.nl;Piet Nieuw;0687654321;meldpunt@igj.nl;helpdesk\n"
                + "nieuw@igj.nl;Nieuw;0612345670;;\n", true);

        var plan = accounts.planList(by, list).await();
        assertThat(plan.added()).extracting(change -> change.after().email()).containsExactly("nieuw@igj.nl");
        assertThat(plan.changed()).extracting(StaffPlan.Change::what).asString()
                .isEqualTo("[[departments, mobile, name, roles]]");
        assertThat(plan.absent()).extracting(member -> member.staff().email()).containsExactly("els@igj.nl");
        assertThat(value("select count(*) from staff")).isEqualTo("3");
        carryOut(list, plan);

        assertThat(value("select name || mobile || roles::text from staff where id = '" + piet + "'"))
                .isEqualTo("Piet Nieuw+31687654321{helpdesk}");
        assertThat(value("select disabled_at is not null from staff where id = '" + els + "'")).isEqualTo("t");
        assertThat(value("select string_agg(action, ' ' order by action) from (select distinct action from audit_entry "
                + "where actor_id = '" + bram + "') as mine"))
                .isEqualTo("account-added account-changed account-disabled department-joined "
                + "helpdesk-given medewerker-taken mobile-changed");
    }

    @Test
    void firstPasswordsAreInTheAnswerAndNowhereElse() {
        var list = list(HEADING + BRAM + "nieuw@igj.nl;Nieuw;0612345670;;\n", false);

        var done = carryOut(list, accounts.planList(by, list).await());

        assertThat(done.passwords()).containsOnlyKeys("nieuw@igj.nl");
        var password = done.passwords().get("nieuw@igj.nl");
        fixture.service.checkPassword("nieuw@igj.nl", password, StaffFixture.SOURCE, Optional.empty()).await();
        assertThat(done.toString()).doesNotContain(password);
        assertThat(value("select string_agg(s::text, ' ') from staff s")).doesNotContain(password);
    }

    @Test
    void passwordsComeInPortions() {
        var people = new StringBuilder(HEADING);
        for (var i = 0; i < StaffAdministration.MOST_PASSWORDS + 2; i++) {
            people.append("p%d@igj.nl;Persoon;06-1234%04d;;%n".formatted(i, i));
        }
        var list = list(people.toString(), false);

        var quick = fixture.quickAdministration();

        var first = carryOut(quick, list);
        var second = carryOut(quick, list);

        assertThat(first.passwords()).hasSize(StaffAdministration.MOST_PASSWORDS);
        assertThat(first.withoutPassword()).isEqualTo(2);
        assertThat(second.passwords()).containsOnlyKeys("p250@igj.nl", "p251@igj.nl");
        assertThat(second.withoutPassword()).isZero();
    }

    @Test
    void providerOfTheOrganisationMakesPasswordsNeedless() {
        var elsewhere = fixture.administration(false);
        var list = list(HEADING + BRAM + "nieuw@igj.nl;Nieuw;;;\n", false);
        var plan = elsewhere.planList(by, list).await();

        assertThat(elsewhere.importList(by, list, plan, digest(plan, list), WAITING).await().passwords()).isEmpty();
        assertThat(value("select count(*) from staff where email = 'nieuw@igj.nl' and password_hash is null"))
                .isEqualTo("1");
    }

    @Test
    void otherListThanTheShownOneIsRefused() {
        var shown = list(HEADING + BRAM + "nieuw@igj.nl;Nieuw;0612345670;;\n", false);
        var digest = digest(accounts.planList(by, shown).await(), shown);
        var other = list(HEADING + BRAM + "nieuw@igj.nl;Nieuw;0612345671;;\n", false);
        var closing = new AccountList(shown.file(), true, true);

        for (var list : new AccountList[] {other, closing}) {
            var plan = accounts.planList(by, list).await();
            assertRefused("plan-changed", accounts.importList(by, list, plan, digest, WAITING));
        }
        assertThat(value("select count(*) from staff")).isEqualTo("1");
    }

    /** The accounts change while passwords are made, after the first look at the plan. */
    @Test
    void accountThatChangedSinceThePlanIsRefused() {
        var piet = add("piet@igj.nl", Set.of(Role.MEDEWERKER));
        var list = list(HEADING + BRAM + "piet@igj.nl;Piet;;;medewerker beheerder\n", false);
        var plan = accounts.planList(by, list).await();
        accounts.change(by, piet, new Entry("Naam", PhoneNumber.parse("0612345699"), Set.of(Role.FUNCTIONARIS),
                Set.of())).await();

        assertRefused("plan-changed", accounts.importList(by, list, plan, digest(plan, list), WAITING));
        assertThat(value("select roles from staff where id = '" + piet + "'")).isEqualTo("{functionaris}");
    }

    @Test
    void accountThatTheListLeavesAloneMayChange() {
        var els = add("els@igj.nl", Set.of(Role.MEDEWERKER));
        var list = list(HEADING + BRAM + "nieuw@igj.nl;Nieuw;0612345670;;\n", false);
        var plan = accounts.planList(by, list).await();
        accounts.disable(by, els).await();

        carryOut(list, plan);

        assertThat(value("select count(*) from staff where email = 'nieuw@igj.nl'")).isEqualTo("1");
    }

    @Test
    void nobodyLosesTheirOwnRoleOrAccountByAList() {
        add("els@igj.nl", Set.of(Role.BEHEERDER));

        assertRefused("own-account", accounts.planList(by, list(HEADING + "bram@igj.nl;Naam;;;medewerker\n", false)));
        assertRefused("own-account", accounts.planList(by, list(HEADING + "els@igj.nl;Naam;;;\n", true)));
    }

    /** The plan was made before another beheerder took the role away. */
    @Test
    void formerBeheerderChangesNothing() {
        var els = add("els@igj.nl", Set.of(Role.BEHEERDER));
        var list = list(HEADING + "nieuw@igj.nl;Nieuw;0612345670;;\n", false);
        var plan = accounts.planList(by, list).await();
        accounts.change(Actor.staff(els).from(new Source("192.0.2.8")), bram,
                new Entry("Naam", Optional.empty(), Set.of(Role.MEDEWERKER), Set.of())).await();

        assertRefused("not-found", accounts.importList(by, list, plan, digest(plan, list), WAITING));
        assertThat(value("select count(*) from staff")).isEqualTo("2");
    }

    @Test
    void nothingIsDoneForABrowserThatHasGone() {
        var list = list(HEADING + BRAM + "nieuw@igj.nl;Nieuw;0612345670;;\n", false);
        var plan = accounts.planList(by, list).await();

        assertRefused("client-gone", accounts.importList(by, list, plan, digest(plan, list), () -> true));
        assertThat(value("select count(*) from staff")).isEqualTo("1");
    }

    private Imported carryOut(AccountList list, StaffPlan plan) {
        return accounts.importList(by, list, plan, digest(plan, list), WAITING).await();
    }

    private Imported carryOut(StaffAdministration accounts, AccountList list) {
        var plan = accounts.planList(by, list).await();
        return accounts.importList(by, list, plan, digest(plan, list), WAITING).await();
    }

    private static String digest(StaffPlan plan, AccountList list) {
        return plan.digest(list.file(), list.disableAbsent());
    }

    private static AccountList list(String text, boolean disableAbsent) {
        return new AccountList(text.getBytes(StandardCharsets.UTF_8), disableAbsent, true);
    }

    private UUID add(String email, Set<Role> roles) {
        return accounts.add(Actor.OPERATOR, email, new Entry("Naam", PhoneNumber.parse("0612345678"), roles, Set.of()))
                .await().id();
    }

    private String value(String query) {
        return TestDatabase.value(fixture.config, query).orElse("");
    }

    private static void assertRefused(String code, Future<?> refused) {
        assertThat(catchThrowableOfType(Failure.class, refused::await).code()).isEqualTo(code);
    }
}
