package nl.rijkscloud.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StaffServiceTest {
    private final StaffFixture fixture = new StaffFixture();
    private final StaffService service = fixture.service;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void rightPasswordReturnsTheAccount() {
        var jan = fixture.jan();

        assertThat(service.checkPassword(" JAN.jansen@igj.nl ", StaffFixture.PASSWORD, StaffFixture.SOURCE,
                Optional.empty()).await())
                .isEqualTo(jan);
        assertThat(jan.email()).isEqualTo("jan.jansen@igj.nl");
    }

    @Test
    void unknownWrongAndDisabledGetTheSameAnswerAfterTheSameWork() {
        fixture.jan();
        fixture.register.add("Piet", "piet@igj.nl", "0687654321", StaffFixture.PASSWORD).await();
        fixture.register.disable("piet@igj.nl").await();

        var wrong = refused("jan.jansen@igj.nl", "not the password");
        var unknown = refused("nobody@igj.nl", StaffFixture.PASSWORD);
        var disabled = refused("piet@igj.nl", StaffFixture.PASSWORD);

        assertThat(wrong).usingRecursiveComparison().ignoringFields("forLog", "stackTrace").isEqualTo(unknown)
                .isEqualTo(disabled);
        assertThat(fixture.hash.compared).hasSize(3).allMatch(phc -> phc.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    /** The responses are equal; the log tells them apart, and names the account. */
    @Test
    void auditLogTellsThemApart() {
        var jan = fixture.jan();
        fixture.register.disable("jan.jansen@igj.nl").await();
        refused("jan.jansen@igj.nl", StaffFixture.PASSWORD);
        refused("jan.jansen@igj.nl", "not the password");
        IntStream.range(0, 3).forEach(guess -> refused("nobody@igj.nl", "guess"));
        catchThrowableOfType(Failure.class,
                () -> service.checkPassword("nobody@igj.nl", "guess", StaffFixture.SOURCE, Optional.empty()).await());

        assertThat(TestDatabase.value(fixture.config, """
                select string_agg(concat_ws(' ', result, source, subject_id), ', ' order by seq) from audit_entry
                where action = 'password-checked'""")).contains(
                        "account-disabled 192.0.2.1 " + jan.id() + ", wrong-password 192.0.2.1 " + jan.id()
                                + ", unknown-account 192.0.2.1, too-many 192.0.2.1");
    }

    @Test
    void failureNamesNeitherPasswordNorAddress() {
        fixture.jan();

        var refused = refused("jan.jansen@igj.nl", "not the password");

        assertThat(refused.forLog() + refused.getMessage() + refused.extras())
                .doesNotContain("not the password", "jan.jansen");
    }

    @Test
    void sourceHasItsLimitOverAllAccounts() {
        IntStream.range(0, 8).forEach(guess -> refused("somebody" + guess + "@igj.nl", "guess"));

        var ninth = catchThrowableOfType(Failure.class, () ->
                service.checkPassword("other@igj.nl", "guess", StaffFixture.SOURCE, Optional.empty()).await());

        assertThat(ninth.kind()).isEqualTo(Failure.Kind.TOO_MANY);
    }

    @Test
    void addressThatTheDatabaseCannotHoldIsUnknown() {
        assertThat(refused("jan\0@igj.nl", "guess").code()).isEqualTo("sign-in-failed");
        assertThat(refused("' or true --", "guess").code()).isEqualTo("sign-in-failed");
    }

    @Test
    void oldHashIsRenewedAtSignIn() {
        fixture.jan();
        var old = new Argon2id(new SecureRandom(), 7 * 1024, 5).hash(StaffFixture.PASSWORD);
        TestDatabase.sql(fixture.config, "update staff set password_hash = '" + old + "'");

        service.checkPassword("jan.jansen@igj.nl", StaffFixture.PASSWORD, StaffFixture.SOURCE, Optional.empty())
                .await();

        assertThat(TestDatabase.value(fixture.config, "select password_hash from staff").orElseThrow())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        service.checkPassword("jan.jansen@igj.nl", StaffFixture.PASSWORD, StaffFixture.SOURCE, Optional.empty())
                .await();
    }

    @Test
    void staffAreAddressedByTheirOwnAndTheirDepartmentsAddresses() {
        var jan = fixture.jan();
        fixture.register.addDepartment("Meldpunt@igj.nl", "Meldpunt").await();
        fixture.register.addDepartment("toezicht@igj.nl", "Toezicht").await();
        fixture.register.join("jan.jansen@igj.nl", "meldpunt@IGJ.nl").await();

        assertThat(service.addressedBy(jan.id(), "JAN.JANSEN@igj.nl").await()).isTrue();
        assertThat(service.addressedBy(jan.id(), "meldpunt@igj.NL").await()).isTrue();
        assertThat(service.addressedBy(jan.id(), "toezicht@igj.nl").await()).isFalse();
        assertThat(service.addressedBy(jan.id(), "piet@igj.nl").await()).isFalse();
        assertThat(service.addressedBy(UUID.randomUUID(), "meldpunt@igj.nl").await()).isFalse();
    }

    @Test
    void disabledAccountHasNoAddresses() {
        var jan = fixture.jan();
        assertThat(service.find(jan.id()).await()).contains(jan);

        fixture.register.disable(jan.email()).await();

        assertThat(service.addressedBy(jan.id(), jan.email()).await()).isFalse();
        assertThat(service.find(jan.id()).await()).isEmpty();
    }

    private Failure refused(String email, String password) {
        var refused = catchThrowableOfType(Failure.class, () ->
                service.checkPassword(email, password, StaffFixture.SOURCE, Optional.empty()).await());
        assertThat(refused.kind()).isEqualTo(Failure.Kind.UNAUTHENTICATED);
        return refused;
    }
}
