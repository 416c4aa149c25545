package nl.rijkscloud.contact;

import static nl.rijkscloud.contact.ContactFixture.LOTTE;
import static nl.rijkscloud.contact.ContactFixture.MELDPUNT;
import static nl.rijkscloud.contact.ContactFixture.OMAR;
import static nl.rijkscloud.contact.ContactFixture.PATH;
import static nl.rijkscloud.contact.ContactFixture.PORTAL;
import static nl.rijkscloud.contact.ContactFixture.SANNE;
import static nl.rijkscloud.contact.ContactFixture.all;
import static nl.rijkscloud.contact.ContactFixture.colleagueOf;
import static nl.rijkscloud.contact.ContactFixture.errors;
import static nl.rijkscloud.contact.ContactFixture.join;
import static nl.rijkscloud.contact.ContactFixture.put;
import static nl.rijkscloud.contact.ContactFixture.saved;
import static nl.rijkscloud.contact.ContactFixture.sql;
import static nl.rijkscloud.contact.ContactFixture.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import nl.rijkscloud.testing.NewStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.Test;

/** The address book: members of a department share it, and nobody else sees or changes it. */
final class ContactsTest {
    private final ContactFixture book = new ContactFixture();

    @Test
    void memberSavesAContactThatColleaguesCompleteAndReplace() {
        assertThat(saved(SANNE, book.card().put("organisation", "De Linde").put("language", "en")).getBoolean("added"))
                .isTrue();
        var found = book.found(OMAR);
        assertThat(found.getString("department")).isEqualTo(MELDPUNT);
        assertThat(List.of(found.getString("name"), found.getString("organisation"), found.getString("email"),
                found.getString("mobile"), found.getString("language")))
                .containsExactly("Anna de Vries", "De Linde", book.email, book.mobile, "en");

        var again = new JsonObject().put("name", "Anna Vries").put("email", book.email.toUpperCase(Locale.ROOT));
        assertThat(saved(OMAR, again).getBoolean("added")).as("completes the one with this address").isFalse();
        assertThat(book.found(SANNE).getString("name")).isEqualTo("Anna Vries");
        assertThat(book.found(SANNE).getString("mobile")).as("left out, so it stays").isEqualTo(book.mobile);

        SenderJourney.expect(204, put(OMAR, found.getString("id"), again.put("email", book.email)));
        assertThat(book.found(SANNE).getString("organisation")).as("replaced as a whole").isNull();
        assertThat(book.found(SANNE).getString("mobile")).isNull();
    }

    @Test
    void personOfAnotherDepartmentNeitherReadsChangesNorRemoves() {
        saved(SANNE, book.card());
        var id = book.found(SANNE).getString("id");
        var other = colleagueOf("ander-" + UUID.randomUUID() + "@igj.nl");

        for (var attacker : List.of(LOTTE, other)) {
            assertThat(all(attacker)).noneMatch(one -> one.getString("email").equals(book.email));
            assertThat(book.look(attacker)).isEmpty();
            SenderJourney.expect(404, put(attacker, id, book.card().put("mobile", RecipientJourney.freshMobile())));
            SenderJourney.expect(404, attacker.post(PATH + "/" + id + "/removal", new JsonObject()));
            SenderJourney.expect(404, attacker.post(PATH, book.card().put("department", MELDPUNT)));
            SenderJourney.expect(404, attacker.post(PATH + "/csv",
                    new JsonObject().put("department", MELDPUNT).put("csv", "naam;e-mail\nAnna;" + book.email)));
            saved(attacker, book.card().put("name", "Een ander"));
        }
        assertThat(book.found(OMAR).getString("name")).isEqualTo("Anna de Vries");
        assertThat(book.found(OMAR).getString("mobile")).isEqualTo(book.mobile);
    }

    @Test
    void formerMemberSeesTheBookNoMore() {
        var department = "was-" + UUID.randomUUID() + "@igj.nl";
        var member = new NewStaff(PORTAL);
        join(member, department);
        var browser = member.signIn().browser();
        saved(browser, book.card());
        var id = book.found(browser).getString("id");

        sql("delete from department_member where department_email = '" + department + "'");

        assertThat(all(browser)).isEmpty();
        SenderJourney.expect(404, browser.post(PATH + "/" + id + "/removal", new JsonObject()));
        assertThat(value("select count(*) from contact where id = '" + id + "'")).isEqualTo("1");
    }

    @Test
    void lostRoleGetsTheSame404Everywhere() {
        var member = new NewStaff(PORTAL);
        var browser = member.signIn().browser();
        saved(browser, book.card());
        var id = book.found(browser).getString("id");
        member.set("roles = '{beheerder}'");

        assertThat(List.of(browser.get(PATH), browser.post(PATH, book.card()), put(browser, id, book.card()),
                browser.post(PATH + "/" + id + "/removal", new JsonObject()),
                browser.post(PATH + "/look", new JsonObject().put("emails", new JsonArray().add(book.email))),
                browser.post(PATH + "/csv", new JsonObject().put("csv", "naam;e-mail\nAnna;" + book.email))))
                .extracting(HttpResponse::statusCode).containsOnly(404);
        member.set("disabled_at = now()");
        assertThat(browser.get(PATH).statusCode()).isEqualTo(401);
    }

    @Test
    void personOfNoDepartmentHasABookOfTheirOwn() {
        saved(LOTTE, book.card());

        assertThat(book.found(LOTTE).getString("department")).isNull();
        assertThat(all(SANNE)).noneMatch(one -> one.getString("email").equals(book.email));
    }

    @Test
    void personOfSeveralDepartmentsSaysWhichBook() {
        var member = new NewStaff(PORTAL);
        var first = "een-" + UUID.randomUUID() + "@igj.nl";
        join(member, first);
        join(member, "twee-" + UUID.randomUUID() + "@igj.nl");
        var browser = member.signIn().browser();

        assertThat(errors(browser.post(PATH, book.card()))).containsExactly("department required");
        saved(browser, book.card().put("department", first));
        assertThat(book.found(browser).getString("department")).isEqualTo(first);
    }

    @Test
    void listOfASpreadsheetIsSavedAsAWholeOrNotAtAll() {
        saved(SANNE, book.card());
        var csv = "Naam;E-mailadres;Organisatie;Mobiel;Afdeling\n"
                + "Anna de Vries;" + book.email + ";De Linde;\n"
                + "Bas Bos;bas-" + book.email + ";;" + book.mobile + "\n";
        var answer = PortalClient.json(SenderJourney.expect(200, SANNE.post(PATH + "/csv",
                new JsonObject().put("csv", csv))));
        assertThat(List.of(answer.getInteger("added"), answer.getInteger("changed"))).containsExactly(1, 1);
        assertThat(answer.getJsonArray("skipped")).containsExactly("Afdeling");
        assertThat(book.found(SANNE).getString("mobile")).as("an empty cell leaves it").isEqualTo(book.mobile);
        assertThat(book.found(SANNE).getString("organisation")).isEqualTo("De Linde");

        var wrong = SANNE.post(PATH + "/csv", new JsonObject().put("csv", "naam;e-mail;mobiel\n"
                + "Cas Cool;cas-" + book.email + ";\nDora;dora;12\nEva;CAS-" + book.email + ";\n"
                + "=1+1;=a@example.org;\n"));
        assertThat(errors(wrong)).containsExactly("3 email invalid", "3 mobile mobile", "4 email duplicate",
                "5 name invalid", "5 email invalid");
        assertThat(all(SANNE)).noneMatch(one -> one.getString("email").startsWith("cas-"));
    }

    @Test
    void everyMistakeIsNamed() {
        assertThat(errors(SANNE.post(PATH, new JsonObject()))).containsExactly("name required", "email required");
        assertThat(errors(SANNE.post(PATH, book.card().put("mobile", "020 1234567").put("language", "fr"))))
                .containsExactly("mobile mobile", "language invalid");
        assertThat(errors(SANNE.post(PATH, book.card().put("mobile", "+1 415 555 2671"))))
                .containsExactly("mobile country");
        saved(SANNE, book.card());
        saved(SANNE, book.card().put("email", "ander-" + book.email));
        var taken = book.card().put("email", "ander-" + book.email);
        assertThat(errors(put(SANNE, book.found(SANNE).getString("id"), taken))).containsExactly("email taken");
    }

    @Test
    void bookHasAThousandContactsAtMost() {
        var department = "vol-" + UUID.randomUUID() + "@igj.nl";
        var member = new NewStaff(PORTAL);
        join(member, department);
        var browser = member.signIn().browser();
        sql("""
                insert into contact (id, department, name, email, number_since, number_replaced, created_at, used_at)
                select gen_random_uuid(), '%s', 'Vol', 'vol-' || i || '@example.org', now(), false, now(), now()
                from generate_series(1, 1000) i""".formatted(department));

        assertThat(errors(browser.post(PATH, book.card()))).containsExactly("department too-many");
        saved(browser, book.card().put("email", "vol-7@example.org"));
        sql("delete from department where email = '" + department + "'");
        assertThat(value("select count(*) from contact where department = '" + department + "'")).isEqualTo("0");
    }
}
