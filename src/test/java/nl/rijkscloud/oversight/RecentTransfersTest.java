package nl.rijkscloud.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.transfer.Party;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.triage.ReadMarks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Words and tabs find the transfers of the viewer, and of nobody else. */
final class RecentTransfersTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final String MELDPUNT = "meldpunt@igj.nl";
    private static final String TOEZICHT = "toezicht@igj.nl";

    private final Vertx vertx = Vertx.vertx();
    private final Config.Database config = TestDatabase.fresh();
    private final Database database = Database.open(vertx, config);
    private final Listings listings = new Listings(database, InstantSource.fixed(NOW));
    private final Viewer sanne = viewer("s.bakker@igj.nl", MELDPUNT, false);
    private final Viewer omar = viewer("o.yilmaz@igj.nl", TOEZICHT, false);
    private final Viewer overseer = viewer("b.deboer@igj.nl", "", true);
    private Instant begun = NOW.minus(Duration.ofDays(2));

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void wordsAreFoundInNamesOrganisationsAddressesAndNumbers() {
        var linde = submitted("Çağla Ünsal", "c.unsal@delinde-zorg.example", "Verpleeghuis De Linde", MELDPUNT);
        submitted("Jan Smit", "jan@elders.example", "Huisartsenpraktijk", MELDPUNT);
        var number = database.run("select number from transfer where id = $1", linde).await().iterator().next()
                .getString(0);

        for (var words : List.of("de linde", "LINDE verpleeg", "cagla", "ünsal", "c.unsal@", "linde-zorg.exa",
                number, number.substring(0, 4).toLowerCase())) {
            assertThat(found(sanne, words)).as(words).containsExactly(linde);
        }
        assertThat(found(sanne, "linde smit")).isEmpty();
        assertThat(found(sanne, "%%%")).as("no pattern").isEmpty();
    }

    @Test
    void nobodyFindsTransfersOfOthers() {
        var linde = submitted("Jan", "jan@linde.example", "De Linde", MELDPUNT);

        assertThat(found(sanne, "linde")).containsExactly(linde);
        assertThat(found(omar, "linde")).isEmpty();
        assertThat(found(viewer("s.bakker@igj.nl", TOEZICHT, false), "linde")).as("left the department").isEmpty();
        assertThat(page(overseer, Filter.View.ALL, Optional.empty(), "linde")).containsExactly(linde);
        assertThatThrownBy(() -> page(omar, Filter.View.ALL, Optional.empty(), "linde")).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> page(overseer, Filter.View.DEPARTMENTS, Optional.empty(), "linde"))
                .isInstanceOf(Failure.class);
        assertThatThrownBy(() -> listings.count(omar, Filter.View.ALL).await()).isInstanceOf(Failure.class);
    }

    @Test
    void replacedRecipientIsNotSearched() {
        var id = submitted("Jan", "jan@linde.example", "De Linde", MELDPUNT);
        new RecipientStore().insert(database.client(), Recipient.staff(id, 1, "Oud Adres", "oud@igj.nl")).await();
        assertThat(found(sanne, "oud@igj")).containsExactly(id);

        database.run("update recipient set replaced_at = now() where email = 'oud@igj.nl'").await();

        assertThat(found(sanne, "oud@igj")).isEmpty();
    }

    @Test
    void eachTabListsItsTransfersAndIsCounted() {
        database.run("insert into staff (id, email, name, created_at) values ($1, 's.bakker@igj.nl', 'S', now())",
                sanne.id()).await();
        var owned = "owner_id = '" + sanne.id() + "', ";
        var fresh = submitted("Nieuw", "a@x.example", "X", MELDPUNT);
        change(fresh, "state = 'delivered', expires_at = '2027-01-01'");
        var opened = submitted("Gezien", "b@x.example", "X", MELDPUNT);
        change(opened, "state = 'delivered', opened_at = now(), downloaded_at = now(), expires_at = '2027-01-01'");
        var refused = submitted("Geweigerd", "c@x.example", "X", MELDPUNT);
        change(refused, "state = 'refused', expires_at = '2027-01-01'");
        var asked = submitted("Gevraagd", "d@x.example", "X", MELDPUNT);
        change(asked, owned + "kind = 'requested', expires_at = '2026-12-02'");
        var sent = submitted("Gestuurd", "e@x.example", "X", MELDPUNT);
        change(sent, owned + "kind = 'sent', state = 'delivered', expires_at = '2027-01-01'");
        database.run("""
                insert into outbox (id, channel, transfer_id, template, language, recipient, due_at, expires_at,
                    created_at, state)
                values (gen_random_uuid(), 'mail', $1, 'offer', 'nl', 'x', now(), now(), now(), 'refused')""", sent)
                .await();

        assertThat(page(sanne, Filter.View.DEPARTMENTS, Optional.of(Tab.NEW), null)).containsExactly(fresh);
        assertThat(page(sanne, Filter.View.DEPARTMENTS, Optional.of(Tab.WAITING), null)).containsExactly(asked);
        assertThat(page(sanne, Filter.View.DEPARTMENTS, Optional.of(Tab.UNCOLLECTED), null)).containsExactly(sent);
        assertThat(page(sanne, Filter.View.DEPARTMENTS, Optional.of(Tab.ENDING), null)).containsExactly(asked);
        assertThat(page(sanne, Filter.View.DEPARTMENTS, Optional.of(Tab.FAILED), null)).containsExactly(sent, refused);
        assertThat(listings.count(sanne, Filter.View.DEPARTMENTS).await()).isEqualTo(new JsonObject()
                .put("new", 1).put("unread", 0).put("claimed", 0).put("unclaimed", 0)
                .put("waiting", 1).put("uncollected", 1).put("ending", 1).put("failed", 2)
                .put("most", RecentStore.MOST_COUNTED));
        assertThat(listings.count(omar, Filter.View.DEPARTMENTS).await().getInteger("failed")).isZero();
    }

    @Test
    void transferIsUnreadFromItsDeliveryUntilThePersonLooksAtIt() {
        employ(sanne);
        employ(omar);
        var marks = new ReadMarks(database, InstantSource.fixed(NOW));
        var id = submitted("Jan", "jan@linde.example", "De Linde", MELDPUNT);
        assertThat(unread(sanne)).as("nothing has arrived").isEmpty();
        change(id, "state = 'delivered', delivered_at = '2026-11-29T09:00:00Z', expires_at = '2027-01-01'");

        assertThat(unread(sanne)).containsExactly(id);
        marks.see(omar.id(), id).await();
        assertThat(unread(sanne)).as("a colleague looked").containsExactly(id);
        marks.see(sanne.id(), id).await();
        assertThat(unread(sanne)).isEmpty();
        assertThat(listings.count(sanne, Filter.View.DEPARTMENTS).await().getInteger("unread")).isZero();

        database.run("update read_mark set seen_at = null where staff_id = $1", sanne.id()).await();
        assertThat(unread(sanne)).as("marked by hand").containsExactly(id);
        change(id, "state = 'withdrawn'");
        assertThat(unread(sanne)).as("there is nothing to read any more").isEmpty();
    }

    @Test
    void onlyReceivedTransfersAreUnread() {
        employ(sanne);
        var sent = submitted("Gestuurd", "e@x.example", "X", MELDPUNT);
        change(sent, "owner_id = '" + sanne.id() + "', kind = 'sent', state = 'delivered', "
                + "delivered_at = '2026-11-29T09:00:00Z', expires_at = '2027-01-01'");
        var old = submitted("Oud", "o@x.example", "X", MELDPUNT);
        change(old, "state = 'delivered', delivered_at = '2026-11-01T09:00:00Z', expires_at = '2027-01-01'");
        database.run("update staff set unread_from = '2026-11-02'").await();

        assertThat(unread(sanne)).isEmpty();
        assertThat(page(overseer, Filter.View.ALL, Optional.of(Tab.UNREAD), null)).isEmpty();
        assertThat(listings.page(overseer, Filter.of(Filter.View.ALL), Optional.empty(), 9).await().lines())
                .hasSize(2).noneMatch(Listings.Line::unread);
    }

    @Test
    void deliveredToADepartmentIsUnclaimedUntilAMemberTakesItUp() {
        employ(sanne);
        employ(omar);
        database.run("insert into department (email, name) values ($1, 'M')", MELDPUNT).await();
        database.run("insert into department_member (department_email, staff_id) values ($1, $2), ($1, $3)", MELDPUNT,
                sanne.id(), omar.id()).await();
        var id = submitted("Jan", "jan@linde.example", "De Linde", MELDPUNT);
        change(id, "state = 'delivered', delivered_at = '2026-11-29T09:00:00Z', expires_at = '2027-01-01'");
        assertThat(page(sanne, Filter.View.DEPARTMENTS, Optional.of(Tab.UNCLAIMED), null)).containsExactly(id);

        database.run("insert into claim (transfer_id, department_email, staff_id, at) values ($1, $2, $3, now())", id,
                MELDPUNT, sanne.id()).await();

        assertThat(page(sanne, Filter.View.DEPARTMENTS, Optional.of(Tab.UNCLAIMED), null)).isEmpty();
        assertThat(page(sanne, Filter.View.DEPARTMENTS, Optional.of(Tab.CLAIMED), null)).containsExactly(id);
        var colleague = viewer(omar.email(), MELDPUNT, false);
        assertThat(page(colleague, Filter.View.DEPARTMENTS, Optional.of(Tab.CLAIMED), null)).isEmpty();
        assertThat(listings.page(colleague, Filter.of(Filter.View.DEPARTMENTS), Optional.empty(), 9).await().lines())
                .singleElement().satisfies(line -> assertThat(line.claim().orElseThrow().email())
                        .isEqualTo(sanne.email()));
    }

    /** Reads the tab, and checks that the lines of the whole list say the same. */
    private List<UUID> unread(Viewer viewer) {
        var listed = listings.page(viewer, Filter.of(Filter.View.DEPARTMENTS), Optional.empty(), 50).await().lines()
                .stream().filter(Listings.Line::unread).map(line -> line.transfer().id()).toList();
        assertThat(page(viewer, Filter.View.DEPARTMENTS, Optional.of(Tab.UNREAD), null)).isEqualTo(listed);
        return listed;
    }

    private void employ(Viewer viewer) {
        database.run("insert into staff (id, email, name, created_at) values ($1, $2, 'S', '2026-01-01')",
                viewer.id(), viewer.email()).await();
    }

    @Test
    void listsAreSortedAndPagedInThatOrder() {
        var anna = submitted("Anna", "a@x.example", "Aardbei", MELDPUNT);
        var carl = submitted("Carl", "c@x.example", "Citroen", MELDPUNT);
        var bea = submitted("Bea", "b@x.example", "banaan", MELDPUNT);
        change(anna, "bytes_held = 5, expires_at = '2027-03-01'");
        change(bea, "bytes_held = 90, expires_at = '2027-01-01'");
        change(carl, "bytes_held = 7, expires_at = '2026-12-01', state = 'destroyed'");

        assertThat(sorted(Sort.NAME, 0)).containsExactly(anna, bea, carl);
        assertThat(sorted(Sort.SIZE, 0)).containsExactly(bea, carl, anna);
        assertThat(sorted(Sort.DEADLINE, 0)).containsExactly(bea, anna, carl);
        assertThat(sorted(Sort.NAME, 1)).containsExactly(bea, carl);
        var departments = Filter.of(Filter.View.DEPARTMENTS);
        var first = listings.page(sanne, departments, question(Sort.NAME, 0), Optional.empty(), 2)
                .await();
        assertThat(first.next()).contains("2");
        assertThat(first.onlyNewest()).isEmpty();
    }

    @Test
    void referenceOfARequestIsFoundAndShown() {
        var asked = submitted("Anna", "a@x.example", "Aardbei", MELDPUNT);
        database.run("""
                insert into request (transfer_id, series, repeat, ends_at, reference)
                values ($1, $1, false, now(), 'Toezicht 2026-114')""", asked).await();

        assertThat(found(sanne, "2026-114")).containsExactly(asked);
        assertThat(listings.page(sanne, Filter.of(Filter.View.DEPARTMENTS), Optional.empty(), 2).await().lines()
                .getFirst().reference()).contains("Toezicht 2026-114");
    }

    /** A statement that takes longer than a second is tried again with fewer transfers. */
    @Test
    void slowSearchLooksAtFewerTransfers() {
        var linde = submitted("Jan", "jan@linde.example", "De Linde", MELDPUNT);
        database.run("create sequence calls").await();
        database.run("""
                create or replace function folded(text) returns text language plpgsql volatile as $$
                begin
                    if nextval('calls') = 1 then perform pg_sleep(1.5); end if;
                    return lower($1);
                end $$""").await();

        assertThat(found(sanne, "linde")).containsExactly(linde);
        assertThat(database.run("select last_value from calls").await().iterator().next().getLong(0)).isEqualTo(2);
    }

    @Test
    void shortWordsAreRefusedAndLongListsAreCut() {
        assertThatThrownBy(() -> SearchWords.of("de x")).isInstanceOf(Failure.class);
        assertThat(SearchWords.of("een twee drie vier vijf zes zeven acht negen tien").words()).hasSize(8);
        assertThat(SearchWords.of("geheim")).asString().doesNotContain("geheim");
    }

    private List<UUID> sorted(Sort sort, int skip) {
        return listings.page(sanne, Filter.of(Filter.View.DEPARTMENTS), question(sort, skip), Optional.empty(), 50)
                .await().lines().stream().map(line -> line.transfer().id()).toList();
    }

    private static RecentStore.Question question(Sort sort, int skip) {
        return new RecentStore.Question(Optional.empty(), Optional.empty(), Optional.empty(), sort, skip);
    }

    private List<UUID> found(Viewer viewer, String words) {
        return page(viewer, Filter.View.DEPARTMENTS, Optional.empty(), words);
    }

    private List<UUID> page(Viewer viewer, Filter.View view, Optional<Tab> tab, String words) {
        var question = RecentStore.Question.of(tab, Optional.ofNullable(words).map(SearchWords::of));
        return listings.page(viewer, Filter.of(view), question, Optional.empty(), 50).await().lines().stream()
                .map(line -> line.transfer().id()).toList();
    }

    private void change(UUID transfer, String assignments) {
        database.run("update transfer set " + assignments + " where id = $1", transfer).await();
    }

    private UUID submitted(String name, String email, String organisation, String to) {
        var id = UUID.randomUUID();
        begun = begun.plusSeconds(1);
        var transfer = new Transfer(
                id, Transfer.Kind.SUBMITTED, Transfer.State.OPEN, Language.NL,
                new Party(name, email, Optional.of(organisation), Optional.empty()),
                Party.contact("Meldpunt", to), Optional.empty(), 0, begun, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), begun.plus(Duration.ofDays(90)));
        new TransferStore().insert(database.client(), transfer, new byte[0]).await();
        change(id, "confirmed_at = created_at");
        new RecipientStore().insert(database.client(), Recipient.staff(id, 0, "Meldpunt", to)).await();
        return id;
    }

    private static Viewer viewer(String email, String department, boolean overseer) {
        return new Viewer(UUID.randomUUID(), email, List.of(department), !overseer, overseer, Optional.empty());
    }
}
