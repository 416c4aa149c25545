package nl.rijkscloud.privacy;

import static nl.rijkscloud.privacy.PrivacyFixture.FENNA;
import static nl.rijkscloud.privacy.PrivacyFixture.OFFICER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.typed.PhoneNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A search leaves a trace in the audit log that names no person. */
final class PersonSearchAuditTest {
    private static final Person ANNA = Person.of("anna@zorg.nl");
    private static final int MOST = 120;

    private final PrivacyFixture fixture = new PrivacyFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everySearchIsLoggedWithOfficerAndCount() {
        fixture.submitted("anna@zorg.nl", null);
        fixture.submitted("anna@zorg.nl", null);
        fixture.search.find(OFFICER, ANNA).await();
        fixture.search.transfers(OFFICER, ANNA, Optional.empty()).await();
        fixture.search.messages(OFFICER, ANNA, Optional.empty()).await();

        assertThat(fixture.value("select string_agg(concat_ws(' ', action, result, actor_id, source, subject, unit, "
                + "number), ',' order by seq) from audit_entry"))
                .isEqualTo(Stream.of(2, 2, 0)
                        .map(found -> "person-searched done %s 192.0.2.7 person found %d".formatted(FENNA, found))
                        .collect(Collectors.joining(",")));
    }

    @Test
    void personHasOnePseudonymInTheLog() {
        fixture.search.find(OFFICER, ANNA).await();
        fixture.search.find(OFFICER, Person.of("ANNA@ZORG.NL")).await();
        fixture.search.find(OFFICER, Person.of("bas@zorg.nl")).await();

        assertThat(fixture.value("select count(distinct subject_id) || ' of ' || count(subject_id) from audit_entry"))
                .isEqualTo("2 of 3");
        assertThat(fixture.value("select string_agg(e::text, ' ') from audit_entry e"))
                .doesNotContainIgnoringCase("anna", "bas", "zorg");
        assertThat(fixture.value("select subject_id from audit_entry where seq = 1"))
                .isNotEqualTo(UUID.nameUUIDFromBytes("anna@zorg.nl".getBytes(StandardCharsets.UTF_8)).toString());
    }

    /** The database alone does not allow guesses at addresses, and an address and a number never share a pseudonym. */
    @Test
    void pseudonymDependsOnTheKey() {
        var other = new byte[32];
        other[0] = 1;
        var here = new Person.Pseudonym(fixture.purposes).of(ANNA);

        assertThat(here).isEqualTo(new Person.Pseudonym(TestPurposeKeys.sample()).of(ANNA))
                .isNotEqualTo(new Person.Pseudonym(TestPurposeKeys.of(other)).of(ANNA));
        assertThat(here.version() + " " + here.variant()).isEqualTo("8 2");
        assertThat(new Person.Pseudonym(fixture.purposes).of(Person.of(new PhoneNumber("+31612345678"))))
                .isNotEqualTo(new Person.Pseudonym(fixture.purposes).of(Person.of("+31612345678")));
    }

    @Test
    void searchFailsWhenItCannotBeLogged() {
        TestDatabase.sql(fixture.config, "insert into audit_mark (name, seq, mac, seal) values"
                + " ('head', 1, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'))");

        assertThatThrownBy(() -> fixture.search.find(OFFICER, ANNA).await()).hasMessageContaining("not ours");
    }

    @Test
    void limitStopsGuessingAndIsLogged() {
        for (var i = 0; i < MOST; i++) {
            fixture.search.messages(OFFICER, Person.of("p" + i + "@zorg.nl"), Optional.empty()).await();
        }

        assertThatThrownBy(() -> fixture.search.find(OFFICER, ANNA).await()).isInstanceOf(Failure.class)
                .satisfies(failure -> assertThat(((Failure) failure).code()).isEqualTo("too-many-requests"));
        assertThatThrownBy(() -> fixture.search.transfers(OFFICER, ANNA, Optional.empty()).await())
                .isInstanceOf(Failure.class);
        assertThat(fixture.value("select count(*) || ' ' || max(result) from audit_entry where result <> 'done'"))
                .isEqualTo("1 too-many");
        fixture.clock.advance(Duration.ofHours(2));
        fixture.search.find(OFFICER, ANNA).await();
    }

    @Test
    void personToStringHidesAddressAndNumber() {
        assertThat(ANNA.toString() + Person.of(new PhoneNumber("+31612345678"))).doesNotContain("anna", "612");
    }
}
