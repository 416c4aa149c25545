package nl.rijkscloud.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import java.util.Optional;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StaffRegisterTest {
    private final StaffFixture fixture = new StaffFixture();
    private final StaffRegister register = fixture.register;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void accountsAreForTheOrganisationsOwnAddresses() {
        assertRefused(Failure.Kind.INVALID, register.add("Jan", "jan@example.nl", "0612345678", StaffFixture.PASSWORD));
        assertRefused(Failure.Kind.INVALID, register.add("Jan", "jan@sub.igj.nl", "0612345678", StaffFixture.PASSWORD));
        assertRefused(Failure.Kind.INVALID,
                register.add("Jan", "a@example.nl@igj.nl", "0612345678", StaffFixture.PASSWORD));
        assertRefused(Failure.Kind.INVALID,
                register.add("Jan", "j\u00e4n@igj.nl", "0612345678", StaffFixture.PASSWORD));
        assertRefused(Failure.Kind.INVALID, register.addDepartment("meldpunt@example.nl", "Meldpunt"));
    }

    @Test
    void codesNeedAMobileNumber() {
        assertRefused(Failure.Kind.INVALID, register.add("Jan", "jan@igj.nl", "088-120 5000", StaffFixture.PASSWORD));
        assertRefused(Failure.Kind.INVALID, register.add("Jan", "jan@igj.nl", "06", StaffFixture.PASSWORD));
    }

    @Test
    void nameHoldsNoLineBreak() {
        assertRefused(Failure.Kind.INVALID,
                register.add("Jan\nBcc: x", "jan@igj.nl", "0612345678", StaffFixture.PASSWORD));
        assertRefused(Failure.Kind.INVALID, register.add(" ", "jan@igj.nl", "0612345678", StaffFixture.PASSWORD));
    }

    @Test
    void weakPasswordIsRefused() {
        assertRefused(Failure.Kind.INVALID, register.add("Jan", "jan@igj.nl", "0612345678", "too short"));
        fixture.jan();
        assertRefused(Failure.Kind.INVALID, register.setPassword("jan.jansen@igj.nl", "too short"));
    }

    @Test
    void oneAddressIsOneAccount() {
        fixture.jan();

        assertRefused(Failure.Kind.CONFLICT,
                register.add("Jan", "JAN.JANSEN@igj.nl", "0612345678", StaffFixture.PASSWORD));
        register.addDepartment("meldpunt@igj.nl", "Meldpunt").await();
        assertRefused(Failure.Kind.CONFLICT, register.addDepartment("Meldpunt@igj.nl", "Meldpunt"));
    }

    @Test
    void newPasswordReplacesTheOldOneAndSignsOut() {
        signedIn(fixture.jan());

        register.setPassword("jan.jansen@igj.nl", "heel iets anders nu").await();

        assertSignedOut();
        assertRefused(Failure.Kind.UNAUTHENTICATED,
                fixture.service.checkPassword("jan.jansen@igj.nl", StaffFixture.PASSWORD, StaffFixture.SOURCE,
                        Optional.empty()));
        fixture.service.checkPassword("jan.jansen@igj.nl", "heel iets anders nu", StaffFixture.SOURCE, Optional.empty())
                .await();
    }

    @Test
    void disablingEndsSessionsAndCodes() {
        signedIn(fixture.jan());

        register.disable("Jan.Jansen@igj.nl").await();

        assertSignedOut();
    }

    @Test
    void unknownAccountOrDepartmentIsNamed() {
        fixture.jan();

        assertRefused(Failure.Kind.NOT_FOUND, register.disable("nobody@igj.nl"));
        assertRefused(Failure.Kind.NOT_FOUND, register.setPassword("nobody@igj.nl", StaffFixture.PASSWORD));
        assertRefused(Failure.Kind.NOT_FOUND, register.join("jan.jansen@igj.nl", "nothing@igj.nl"));
    }

    @Test
    void joiningTwiceHasNoEffect() {
        fixture.jan();
        register.addDepartment("meldpunt@igj.nl", "Meldpunt").await();

        register.join("jan.jansen@igj.nl", "meldpunt@igj.nl").await();
        register.join("jan.jansen@igj.nl", "meldpunt@igj.nl").await();

        assertThat(TestDatabase.value(fixture.config, "select count(*) from department_member")).contains("1");
    }

    private void signedIn(Staff staff) {
        TestDatabase.sql(fixture.config, """
                insert into session (id, staff_id, created_at, seen_at, expires_at)
                values ('a', '%1$s', now(), now(), now());
                insert into code (session_id, id, staff_id, hash, created_at, expires_at)
                values ('a', gen_random_uuid(), '%1$s', 'h', now(), now())""".formatted(staff.id()));
    }

    private void assertSignedOut() {
        assertThat(TestDatabase.value(fixture.config, "select count(staff_id) from session")).contains("0");
        assertThat(TestDatabase.value(fixture.config, "select count(*) from code")).contains("0");
    }

    private static void assertRefused(Failure.Kind kind, Future<?> act) {
        assertThat(catchThrowableOfType(Failure.class, act::await).kind()).isEqualTo(kind);
    }
}
