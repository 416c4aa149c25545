package nl.rijkscloud.privacy;

import static nl.rijkscloud.privacy.PrivacyFixture.OFFICER;
import static nl.rijkscloud.privacy.PrivacyFixture.SANNE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.privacy.PersonTransfer.Data;
import nl.rijkscloud.privacy.PersonTransfer.Part;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.typed.PhoneNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The traces of a person that a search finds, and those that it does not. */
final class PersonSearchTest {
    private static final PhoneNumber MOBILE = new PhoneNumber("+31612345678");
    private static final Person ANNA = Person.of("Anna@Zorg.nl");
    private static final Person PHONE = Person.of(MOBILE);

    private final PrivacyFixture fixture = new PrivacyFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void senderIsFoundWithTheKindsOfDataKept() {
        var id = fixture.submitted("ANNA@zorg.nl", "06 12345678");

        assertThat(fixture.transfersOf(ANNA)).singleElement().satisfies(found -> {
            assertThat(found.transfer()).isEqualTo(id);
            assertThat(found.parts()).containsExactly(Part.SENDER);
            assertThat(found.data()).containsExactlyInAnyOrder(Data.NAME, Data.EMAIL, Data.PHONE, Data.ORGANISATION);
            assertThat(found.expiresAt()).isEqualTo("2026-01-08T10:00:00Z");
        });
    }

    @Test
    void askerAndAskedAreFoundInTheSameRequest() {
        fixture.add(Recipient.staff(fixture.requested("anna@zorg.nl"), 0, "Meldpunt", PrivacyFixture.MELDPUNT));

        assertThat(parts(ANNA)).containsExactly(Part.ASKED);
        assertThat(parts(Person.of("s.bakker@igj.nl"))).containsExactly(Part.OWNER);
        assertThat(parts(Person.of("meldpunt@igj.nl"))).containsExactly(Part.CONTACT);
    }

    @Test
    void recipientIsFoundByAddressAndByNumber() {
        var id = fixture.sent();
        fixture.add(Recipient.outsider(id, 0, "Anna", "anna@zorg.nl", Optional.of(MOBILE)));
        fixture.add(Recipient.staff(id, 1, "Lotte", "l.visser@igj.nl"));

        assertThat(parts(ANNA)).containsExactly(Part.RECIPIENT);
        assertThat(parts(PHONE)).containsExactly(Part.RECIPIENT);
        assertThat(parts(Person.of("l.visser@igj.nl"))).containsExactly(Part.COLLEAGUE);
        assertThat(fixture.transfersOf(PHONE).getFirst().data()).containsExactly(Data.NAME, Data.EMAIL, Data.PHONE);
    }

    @Test
    void replacedRecipientIsStillFound() {
        var id = fixture.sent();
        var anna = fixture.add(Recipient.outsider(id, 0, "Anna", "anna@zorg.nl", Optional.of(MOBILE)));
        TestDatabase.sql(fixture.config, "update recipient set replaced_at = now() where id = '" + anna.id() + "'");
        fixture.add(Recipient.outsider(id, 0, "Bas", "bas@zorg.nl", Optional.of(new PhoneNumber("+31687654321"))));

        assertThat(parts(ANNA)).containsExactly(Part.REPLACED);
        assertThat(parts(Person.of("bas@zorg.nl"))).containsExactly(Part.RECIPIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "06 12345678", "06-12345678", "0612345678", "+31612345678", "+31 6 12 34 56 78", "0031 6 12345678",
        "+31 (0)6 12345678", "31612345678",
        "612345678"})
    void numberIsFoundHoweverItWasTyped(String typed) {
        fixture.submitted("anna@zorg.nl", typed);

        assertThat(PhoneNumber.parse(typed)).contains(MOBILE); // so the database reads it as we do
        assertThat(parts(PHONE)).containsExactly(Part.SENDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+32 470 12 34 56", "0032470123456", "+44 (0)20 7946 0018", "088-120 5000",
            "+49 30 901820"})
    void foreignNumberIsFound(String typed) {
        fixture.submitted("anna@zorg.nl", typed);

        assertThat(parts(Person.of(PhoneNumber.parse(typed).orElseThrow()))).containsExactly(Part.SENDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%@zorg.nl", "anna_@zorg.nl", "ann_@zorg.nl", "%", "nna@zorg.nl", "anna@zorg.nl.example",
            "*@zorg.nl", "anna@zorg.n_"})
    void patternOrPartOfAnAddressFindsNothing(String pattern) {
        fixture.submitted("anna@zorg.nl", "0612345678");

        assertThat(fixture.transfersOf(Person.of(pattern))).isEmpty();
        assertThat(fixture.search.messages(OFFICER, Person.of(pattern), Optional.empty()).await().items()).isEmpty();
    }

    @Test
    void correctedOrRemovedPersonIsNotFound() {
        var id = fixture.sent();
        var anna = fixture.add(Recipient.outsider(id, 0, "Anna", "anna@zrog.nl", Optional.of(MOBILE)));
        TestDatabase.sql(fixture.config,
                "update recipient set email = 'anna@zorg.nl', outsider = true, mobile = '+31687654321' where id = '"
                + anna.id() + "'");

        assertThat(parts(ANNA)).containsExactly(Part.RECIPIENT);
        assertThat(fixture.transfersOf(Person.of("anna@zrog.nl"))).isEmpty();
        assertThat(fixture.transfersOf(PHONE)).isEmpty();
        fixture.recipients.deleteAll(fixture.database.client(), id).await();
        assertThat(fixture.transfersOf(ANNA)).isEmpty();
        assertThat(fixture.value("(table appearance except table appearing) union all (table appearing except table "
                + "appearance)")).isEmpty();
    }

    @Test
    void deletedTransferLeavesNothing() {
        var id = fixture.submitted("anna@zorg.nl", null);
        fixture.add(Recipient.staff(id, 0, "Meldpunt", PrivacyFixture.MELDPUNT));
        TestDatabase.sql(fixture.config, "delete from transfer");

        assertThat(fixture.value("select count(*) from appearance")).isEqualTo("0");
    }

    @Test
    void endedTransferIsFoundWithItsEnd() {
        var id = fixture.submitted("anna@zorg.nl", null);
        TestDatabase.sql(fixture.config, "update transfer set state = 'destroyed'");
        TestDatabase.sql(fixture.config, "insert into event (transfer_id, at, kind) values ('" + id
                + "', '2026-01-09T10:00:00Z', 'destroyed')");

        assertThat(fixture.transfersOf(ANNA)).singleElement().satisfies(found ->
                assertThat(found.state() + " " + found.endedAt().orElseThrow())
                        .isEqualTo("destroyed 2026-01-09T10:00:00Z"));
    }

    @Test
    void pagesNeitherSkipNorRepeat() {
        var all = new ArrayList<UUID>();
        for (var i = 0; i < 2 * PersonSearch.PAGE + 3; i++) {
            all.add(i % 2 == 0
                    ? fixture.sent()
                    : fixture.requested("s.bakker@igj.nl")); // owner and party at once: each is shown once
        }
        TestDatabase.sql(fixture.config, "update transfer set created_at = '2026-01-01T10:00:00Z'");
        var sanne = Person.of("s.bakker@igj.nl");

        var paged = new ArrayList<UUID>();
        var after = Optional.<Cursor>empty();
        do {
            var page = fixture.search.transfers(OFFICER, sanne, after).await();
            page.items().forEach(one -> paged.add(one.transfer()));
            after = page.next();
        } while (after.isPresent());

        assertThat(paged).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void messagesAreFoundNewestFirstAndTellWhetherContentIsKept() {
        letter("anna@zorg.nl", 1, "null");
        letter("Anna@zorg.nl", 2, "'x'");
        letter("bas@zorg.nl", 3, "null");
        letter("+31612345678", 4, "null");

        assertThat(fixture.search.find(OFFICER, ANNA).await().messages().items())
                .extracting(PersonTraces.Message::content).containsExactly(true, false);
        assertThat(fixture.search.messages(OFFICER, PHONE, Optional.empty()).await().items()).hasSize(1);
    }

    @Test
    void accountIsFoundByAddressAndNumberAndDepartmentByAddress() {
        TestDatabase.sql(fixture.config, "insert into department (email, name) values ('meldpunt@igj.nl', 'Meldpunt')");
        TestDatabase.sql(fixture.config, "insert into department_member values ('meldpunt@igj.nl', '" + SANNE + "')");

        for (var person : List.of(Person.of("S.Bakker@igj.nl"), Person.of(new PhoneNumber("+31612345642")))) {
            assertThat(fixture.search.find(OFFICER, person).await().accounts()).singleElement().satisfies(account -> {
                assertThat(account.id()).isEqualTo(SANNE);
                assertThat(account.departments()).containsExactly("meldpunt@igj.nl");
                assertThat(account.mobile() + " " + account.identity()).isEqualTo("true false");
            });
        }
        assertThat(fixture.search.find(OFFICER, Person.of(PrivacyFixture.MELDPUNT)).await().department())
                .contains("Meldpunt");
    }

    private List<Part> parts(Person person) {
        return fixture.transfersOf(person).stream().flatMap(one -> one.parts().stream()).toList();
    }

    private void letter(String to, int minute, String payload) {
        TestDatabase.sql(fixture.config,
                "insert into outbox (id, channel, template, language, recipient, payload, due_at, expires_at, "
                + "created_at)"
                + " values (gen_random_uuid(), '" + (to.startsWith("+") ? "sms" : "mail")
                        + "', 'confirmation', 'nl', '" + to + "', " + payload
                + ", now(), now(), timestamptz '2026-01-01' + interval '" + minute + " minutes')");
    }
}
