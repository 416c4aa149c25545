package nl.rijkscloud.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.transfer.Party;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.typed.PhoneNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ListingsTest {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final String MELDPUNT = "meldpunt@igj.nl";
    private static final Filter MINE = filter(Filter.View.MINE);
    private static final Filter DEPARTMENTS = filter(Filter.View.DEPARTMENTS);
    private static final Filter ALL = filter(Filter.View.ALL);

    private final Vertx vertx = Vertx.vertx();
    private final Config.Database config = TestDatabase.fresh();
    private final Database database = Database.open(vertx, config);
    private final TransferStore transfers = new TransferStore();
    private final RecipientStore recipients = new RecipientStore();
    private final Listings listings = new Listings(database, InstantSource.fixed(START.plus(Duration.ofDays(1))));
    private final Viewer sanne = new Viewer(UUID.randomUUID(), "s.bakker@igj.nl", List.of(MELDPUNT), true, false,
            Optional.empty());
    private final Viewer overseer = new Viewer(UUID.randomUUID(), "b.deboer@igj.nl", List.of(), false, true,
            Optional.empty());

    @BeforeEach
    void employ() {
        for (var person : List.of(sanne, overseer)) {
            TestDatabase.sql(config, "insert into staff (id, email, name, created_at) values ('" + person.id()
                    + "', '" + person.email() + "', 'N', now())");
        }
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void mineListsOwnedAndAddressedTransfersOnce() {
        var asked = requested(sanne, "s.bakker@igj.nl");
        var addressed = submitted("S.Bakker@igj.nl");
        submitted("Meldpunt@igj.nl");
        requested(overseer, "b.deboer@igj.nl");

        assertThat(ids(sanne, MINE)).containsExactly(addressed, asked);
    }

    @Test
    void departmentsListsTransfersAddressedToThem() {
        submitted("s.bakker@igj.nl");
        var ours = submitted("Meldpunt@igj.nl");
        submitted("Toezicht@igj.nl");

        assertThat(ids(sanne, DEPARTMENTS)).containsExactly(ours);
    }

    @Test
    void onlyOverseersListAllTransfers() {
        var one = submitted("Meldpunt@igj.nl");
        var two = requested(sanne, MELDPUNT);

        assertThat(ids(overseer, ALL)).containsExactly(two, one);
        assertThatThrownBy(() -> ids(sanne, ALL)).isInstanceOf(Failure.class)
                .hasMessage(Failure.notFound().getMessage());
        assertThatThrownBy(() -> ids(overseer, MINE)).isInstanceOf(Failure.class);
    }

    /** Many transfers began at the same moment. */
    @Test
    void pagesNeitherSkipNorRepeat() {
        var all = new ArrayList<UUID>();
        for (var i = 0; i < 17; i++) {
            all.add(insert(Transfer.Kind.SUBMITTED, Optional.empty(), MELDPUNT, "p@zorg.nl", START));
        }

        var paged = new ArrayList<UUID>();
        var after = Optional.<Cursor>empty();
        do {
            var page = listings.page(sanne, DEPARTMENTS, after, 5).await();
            page.lines().forEach(line -> paged.add(line.transfer().id()));
            after = page.next().flatMap(Cursor::of);
        } while (after.isPresent());

        assertThat(paged).containsExactlyInAnyOrderElementsOf(all).doesNotHaveDuplicates();
    }

    @Test
    void listedStateFollowsTheTransfer() {
        var id = submitted(MELDPUNT);
        database.run("update transfer set state = 'refused' where id = $1", id).await();

        assertThat(ids(sanne, in(DEPARTMENTS, Transfer.State.REFUSED))).containsExactly(id);
        assertThat(ids(sanne, in(DEPARTMENTS, Transfer.State.OPEN))).isEmpty();
    }

    @Test
    void newReceiverSeesTheTransferAndACorrectedAddressIsFound() {
        var id = insert(Transfer.Kind.SENT, Optional.of(overseer.id()), null, "b.deboer@igj.nl", START);
        var outsider = Recipient.outsider(id, 0, "Jan", "jan@zrog.nl", Optional.of(new PhoneNumber("+31612345678")));
        recipients.insert(database.client(), outsider).await();
        recipients.insert(database.client(), Recipient.staff(id, 1, "Meldpunt", MELDPUNT)).await();
        assertThat(ids(sanne, DEPARTMENTS)).containsExactly(id);

        database.run("update recipient set email = 'jan@zorg.nl' where id = $1", outsider.id()).await();

        assertThat(ids(sanne, party(DEPARTMENTS, "jan@zorg.nl"))).containsExactly(id);
        assertThat(ids(sanne, party(DEPARTMENTS, "jan@zrog.nl"))).isEmpty();
    }

    @Test
    void partyIsFoundByAddressOrDomain() {
        var one = insert(Transfer.Kind.SUBMITTED, Optional.empty(), MELDPUNT, "Anna@zorg.nl", START);
        insert(Transfer.Kind.SUBMITTED, Optional.empty(), MELDPUNT, "anna@zorg.nl.example", START);

        assertThat(ids(sanne, party(DEPARTMENTS, "anna@zorg.nl"))).containsExactly(one);
        assertThat(ids(sanne, party(DEPARTMENTS, "@zorg.nl"))).containsExactly(one);
        assertThat(ids(sanne, party(DEPARTMENTS, "anna"))).isEmpty();
    }

    @Test
    void periodIncludesItsFirstAndExcludesItsLastMoment() {
        var first = insert(Transfer.Kind.SUBMITTED, Optional.empty(), MELDPUNT, "a@zorg.nl", START);
        insert(Transfer.Kind.SUBMITTED, Optional.empty(), MELDPUNT, "a@zorg.nl", START.plusSeconds(60));
        insert(Transfer.Kind.SUBMITTED, Optional.empty(), MELDPUNT, "a@zorg.nl", START.minusSeconds(1));
        var period = new Filter(
                Filter.View.DEPARTMENTS, Optional.empty(), Optional.empty(), Optional.of(START),
                Optional.of(START.plusSeconds(60)),
                Optional.empty(), false);

        assertThat(ids(sanne, period)).containsExactly(first);
    }

    @Test
    void outstandingListsUnansweredRequests() {
        var open = requested(sanne, MELDPUNT);
        var answered = requested(sanne, MELDPUNT);
        submitted("s.bakker@igj.nl");
        database.run("update transfer set state = 'delivered' where id = $1", answered).await();
        var outstanding = new Filter(
                Filter.View.MINE, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), true);

        assertThat(ids(sanne, outstanding)).containsExactly(open);
    }

    /**
     * A page at a thousand transfers and at a million is one number of index lines: it is the shape of the statement
     * that sees to it.
     */
    @Test
    void everyFilterReadsAtMostAPagePerKindAndState() {
        database.run("""
                insert into transfer (id, kind, state, language, sender_name, sender_email, contact_name, contact_email,
                    created_at, confirmed_at, expires_at)
                select gen_random_uuid(), 'submitted', 'open', 'nl', 'P', 'p' || n || '@zorg.nl', 'M', $1, now(), now(),
                    now()
                from generate_series(1, 3000) n""", MELDPUNT).await();
        database.run("insert into recipient (id, transfer_id, position, name, email, outsider) "
                + "select gen_random_uuid(), id, 0, 'M', contact_email, false from transfer")
                .await();
        TestDatabase.sql(config, "analyze");
        var literal = ListingStore.PAGE
                .replace("$1", "array['" + MELDPUNT + "']").replace("$2", "array['submitted','requested','sent']")
                .replace("$3", "array['open','submitted','delivered','refused','withdrawn','destroyed']")
                        .replace("$4", "''")
                .replace("$5", "timestamptz '2000-01-01'").replace("$6", "timestamptz '9999-01-01'")
                .replace("$7", "'00000000-0000-0000-0000-000000000000'::uuid").replace("$8", "26")
                .replace("$9", "'" + sanne.id() + "'");

        var plan = database.run("explain (analyze, format json, timing off, costs off) " + literal).await().iterator()
                .next().getValue(0).toString();

        assertThat(plan).contains("listing_pkey");
        assertThat(Pattern.compile("\"Actual Rows\":\\s*([0-9.]+)").matcher(plan).results()
                .map(found -> Double.valueOf(found.group(1)))).allMatch(rows -> rows <= 6 * 3 * 26);
    }

    @Test
    void tamperedCursorIsRefused() {
        var text = new Cursor(START, UUID.randomUUID()).text();

        assertThat(Cursor.of(text)).isPresent();
        assertThat(Cursor.of(text.substring(1))).isEmpty();
        assertThat(Cursor.of("!")).isEmpty();
        assertThat(Cursor.of("")).isEmpty();
    }

    private List<UUID> ids(Viewer viewer, Filter filter) {
        return listings.page(viewer, filter, Optional.empty(), 50).await().lines().stream()
                .map(line -> line.transfer().id()).toList();
    }

    private UUID submitted(String to) {
        return insert(Transfer.Kind.SUBMITTED, Optional.empty(), to, "p@zorg.nl", later());
    }

    private UUID requested(Viewer owner, String to) {
        return insert(Transfer.Kind.REQUESTED, Optional.of(owner.id()), to, "p@zorg.nl", later());
    }

    private int begun;

    private Instant later() {
        return START.plus(Duration.ofMinutes(begun++));
    }

    /** @param to empty when the recipients come later */
    private UUID insert(Transfer.Kind kind, Optional<UUID> owner, String to, String sender, Instant at) {
        var id = UUID.randomUUID();
        var transfer = new Transfer(
                id, kind, Transfer.State.OPEN, Language.NL,
                new Party("Partij", sender, Optional.empty(), Optional.empty()),
                Party.contact("Iemand", MELDPUNT), owner, 0, at, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(),
                at.plus(Duration.ofDays(7)));
        transfers.insert(database.client(), transfer, new byte[0]).await();
        database.run("update transfer set confirmed_at = created_at where id = $1", id).await();
        if (to != null) {
            recipients.insert(database.client(), Recipient.staff(id, 0, "Iemand", to)).await();
        }
        return id;
    }

    private static Filter filter(Filter.View view) {
        return Filter.of(view);
    }

    private static Filter in(Filter all, Transfer.State state) {
        return new Filter(all.view(), all.kind(), Optional.of(state), all.from(), all.to(), all.party(), false);
    }

    private static Filter party(Filter all, String party) {
        return new Filter(all.view(), all.kind(), all.state(), all.from(), all.to(), Optional.of(party), false);
    }
}
