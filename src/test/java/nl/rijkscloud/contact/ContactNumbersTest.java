package nl.rijkscloud.contact;

import static nl.rijkscloud.contact.ContactFixture.LOTTE;
import static nl.rijkscloud.contact.ContactFixture.MELDPUNT;
import static nl.rijkscloud.contact.ContactFixture.OMAR;
import static nl.rijkscloud.contact.ContactFixture.PATH;
import static nl.rijkscloud.contact.ContactFixture.PORTAL;
import static nl.rijkscloud.contact.ContactFixture.SANNE;
import static nl.rijkscloud.contact.ContactFixture.STAFF;
import static nl.rijkscloud.contact.ContactFixture.put;
import static nl.rijkscloud.contact.ContactFixture.saved;
import static nl.rijkscloud.contact.ContactFixture.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SendingJourney;
import nl.rijkscloud.testing.StaffJourney;
import org.junit.jupiter.api.Test;

/** A changed number is shown to whoever sends next; every use and change of a contact leaves its trace. */
final class ContactNumbersTest {
    private final ContactFixture book = new ContactFixture();

    @Test
    void changedNumberIsShownToEverybodyWithWhoAndWhen() {
        saved(SANNE, book.card());
        assertThat(book.look(SANNE).getFirst().getJsonObject("numberChange")).as("her own new contact").isNull();
        var added = book.look(OMAR).getFirst().getJsonObject("numberChange");
        assertThat(added.getString("by")).isEqualTo("Sanne Bakker");
        assertThat(added.getBoolean("replaced")).isFalse();

        saved(OMAR, book.card().put("mobile", RecipientJourney.freshMobile()));

        for (var member : List.of(SANNE, OMAR)) {
            var change = book.look(member).getFirst().getJsonObject("numberChange");
            assertThat(change.getString("by")).isEqualTo("Omar Yilmaz");
            assertThat(change.getBoolean("replaced")).isTrue();
            assertThat(change.getString("at")).isNotNull();
        }
        saved(SANNE, book.card().put("name", "Anna Vries").putNull("mobile"));
        assertThat(book.look(SANNE).getFirst().getJsonObject("numberChange").getString("by"))
                .as("another change leaves it").isEqualTo("Omar Yilmaz");

        book.age("number_since", 91);
        assertThat(book.look(SANNE).getFirst().getJsonObject("numberChange")).as("no news any more").isNull();
    }

    @Test
    void noDetourHidesAChangedNumber() {
        saved(SANNE, book.card());
        var id = book.found(SANNE).getString("id");
        SenderJourney.expect(204, put(OMAR, id, book.card().putNull("mobile")));
        SenderJourney.expect(204, put(OMAR, id, book.card().put("mobile", RecipientJourney.freshMobile())));
        assertThat(book.look(OMAR).getFirst().getJsonObject("numberChange").getBoolean("replaced"))
                .as("taken away first").isTrue();

        var other = "ander-" + book.email;
        saved(SANNE, book.card().put("email", other).put("mobile", RecipientJourney.freshMobile()));
        book.age("number_since", 91);
        var taken = value("select id from contact where email = '" + other + "'");
        SenderJourney.expect(204, OMAR.post(PATH + "/" + id + "/removal", new JsonObject()));
        SenderJourney.expect(204, put(OMAR, taken, book.card().put("mobile",
                value("select mobile from contact where id = '" + taken + "'"))));
        assertThat(book.look(SANNE).getFirst().getJsonObject("numberChange").getString("by"))
                .as("the address of one on the number of another").isEqualTo("Omar Yilmaz");

        SenderJourney.expect(204, OMAR.post(PATH + "/" + taken + "/removal", new JsonObject()));
        saved(OMAR, book.card());
        assertThat(book.look(SANNE).getFirst().getJsonObject("numberChange").getString("by"))
                .as("removed and added again").isEqualTo("Omar Yilmaz");
    }

    @Test
    void changedNumberDoesNotReachWhatHasBeenSent() {
        var sending = SendingJourney.begin(STAFF);
        var number = "select mobile from recipient where email = '" + sending.email() + "'";
        var before = value(number);
        saved(SANNE, book.card().put("email", sending.email()).put("mobile", before));

        saved(OMAR, book.card().put("email", sending.email()).put("mobile", book.mobile));

        assertThat(value(number)).isEqualTo(before).isNotEqualTo(book.mobile);
    }

    @Test
    void lookBeforeSendingCountsAsUseAndSavingToo() {
        saved(SANNE, book.card());
        var used = "select used_at > now() - interval '1 hour' from contact where email = '" + book.email + "'";
        book.age("used_at", 300);
        book.look(LOTTE);
        assertThat(value(used)).as("another's look").isEqualTo("f");

        book.look(OMAR);
        assertThat(value(used)).isEqualTo("t");

        book.age("used_at", 300);
        saved(SANNE, book.card());
        assertThat(value(used)).isEqualTo("t");
    }

    @Test
    void everyChangeIsInTheLogWithoutTheContact() {
        saved(SANNE, book.card());
        saved(SANNE, book.card().put("name", "Anna Vries"));
        saved(SANNE, book.card().put("name", "Anna Vries"));
        saved(SANNE, book.card().put("name", "Anna Vries").put("mobile", RecipientJourney.freshMobile()));
        SenderJourney.expect(200, SANNE.post(PATH + "/csv", new JsonObject().put("csv",
                "naam;e-mail;mobiel\nAnna;" + book.email + ";" + book.mobile)));
        SenderJourney.expect(204, SANNE.post(
                PATH + "/" + book.found(SANNE).getString("id") + "/removal", new JsonObject()));

        assertThat(value("""
                select string_agg(action || coalesce(' ' || number, ''), ', ' order by seq) from (
                    select * from audit_entry where action like 'contact%' order by seq desc limit 6) newest"""))
                .isEqualTo("contact-added, contact-changed, contact-number-changed, contacts-imported 1, "
                        + "contact-number-changed 1, contact-removed");
        assertThat(value("select count(*) from audit_entry e where to_jsonb(e)::text like '%" + book.email + "%'"))
                .isEqualTo("0");
    }

    @Test
    void privacyOfficerFindsThePersonInEveryBook() {
        saved(SANNE, book.card());
        saved(LOTTE, book.card().put("organisation", "De Linde"));
        var fenna = StaffJourney.signIn(PORTAL, DemoStaff.FENNA).browser();

        for (var query : List.of(book.email, book.mobile)) {
            var books = PortalClient.json(SenderJourney.expect(200, fenna.post("/api/staff/persons",
                    new JsonObject().put("query", query)))).getJsonArray("contacts");
            assertThat(books).hasSize(2);
            assertThat(books.getJsonObject(0).getString("department")).isEqualTo(MELDPUNT);
            assertThat(books.getJsonObject(0).getJsonArray("data")).containsExactly("name", "email", "phone");
            assertThat(books.getJsonObject(1).getString("owner")).isEqualTo(
                    value("select id from staff where email = '" + DemoStaff.LOTTE.email() + "'"));
            assertThat(books.getJsonObject(1).getJsonArray("data"))
                    .containsExactly("name", "email", "phone", "organisation");
            assertThat(books.encode()).doesNotContain(book.email, book.mobile, "Anna");
        }
    }
}
