package nl.rijkscloud.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.outbox.Queue;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPeriods;
import nl.rijkscloud.testing.TestPurposeKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A beheerder finds messages that wait or have failed by what is named exactly, and leaves a line for each search. */
final class QueueSearchTest {
    private static final UUID BRAM = UUID.fromString("6f1c3a52-0d4e-4b8e-9a53-2f0c7de0a001");
    private static final Actor OPERATOR = Actor.staff(BRAM).from(new Source("192.0.2.7"));
    private static final UUID TRANSFER = UUID.fromString("6f2c1a58-0000-4000-8000-00000000000a");
    private static final String ANNA = "anna@zorg.nl";
    private static final String PHONE = "+31687654378";
    private static final int MOST = 120;

    private final Vertx vertx = Vertx.vertx();
    private final Config.Database config = TestDatabase.fresh();
    private final Database database = Database.open(vertx, config);
    private final TestClock clock = new TestClock();
    private final QueueSearch search = search();

    private QueueSearch search() {
        var purposes = TestPurposeKeys.sample();
        var audit = new Audit(database, purposes, clock);
        var outbox = new Outbox(TestPeriods.seal(vertx, config, database, clock, purposes), clock, new Bus(vertx));
        return new QueueSearch(new Queue(database, outbox, audit, clock), database, audit,
                new Throttle(database, purposes, clock), new Limits(null), new Person.Pseudonym(purposes));
    }

    @BeforeEach
    void fill() {
        sql("insert into staff (id, email, name, created_at) values ('%s', 'b@igj.nl', 'B', now())", BRAM);
        sql("insert into transfer (id, kind, state, language, sender_name, sender_email, contact_name, contact_email, "
                + "created_at, expires_at) values ('%s', 'submitted', 'open', 'nl', 'Anna Geheim', '%s', 'Meldpunt', "
                + "'meldpunt@igj.nl', now(), now())", TRANSFER, ANNA);
        letter("mail", "upload-link", "Anna@Zorg.nl", "waiting");
        letter("mail", "confirmation", ANNA, "refused");
        letter("sms", "fresh-code", PHONE, "expired");
        letter("mail", "offer", "bas@advocaten.nl", "unknown");
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void wholeAddressOrNumberFindsTheirMessagesOldestFirst() {
        assertThat(found("sought", ANNA)).containsExactly("upload-link", "confirmation");
        for (var typed : new String[] {"06 87654378", PHONE, "0031 6 87 65 43 78"}) {
            assertThat(found("sought", typed)).as(typed).containsExactly("fresh-code");
        }
        assertThat(found("sought", "anna@zorg.nu")).isEmpty();
    }

    @Test
    void numberOfATransferFindsItsMessages() {
        sql("update outbox set transfer_id = '%s' where template <> 'offer'", TRANSFER);

        assertThat(found("sought", number().toLowerCase())).containsExactly(
                "upload-link", "confirmation", "fresh-code");
        sql("update transfer set erased_at = now()");
        assertThat(found("sought", number())).isEmpty();
    }

    @Test
    void choicesNarrowTheSearch() {
        assertThat(found("channel", "sms")).containsExactly("fresh-code");
        assertThat(found("state", "unknown")).containsExactly("offer");
        assertThat(found("state", "waiting")).containsExactly("upload-link");
        assertThat(found("kinds", new JsonArray().add("offer").add("confirmation")))
                .containsExactly("confirmation", "offer");
        assertThat(find(new JsonObject().put("sought", ANNA).put("state", "refused").put("channel", "mail")))
                .containsExactly("confirmation");
        assertThat(find(new JsonObject().put("sought", "").put("channel", "").put("kinds", new JsonArray())))
                .containsExactly("upload-link", "confirmation", "fresh-code", "offer");
    }

    @Test
    void sentMessagesAreNotFound() {
        for (var state : new String[] {"accepted", "cancelled"}) {
            letter("mail", "sent", ANNA, state);
        }
        letter("sms", "fresh-code", PHONE, "unknown");
        sql("update outbox set dismissed_at = now() where template = 'confirmation'");

        assertThat(found("sought", ANNA)).containsExactly("upload-link");
        assertThat(found("sought", PHONE)).containsExactly("fresh-code");
        assertThat(find(new JsonObject())).containsExactly("upload-link", "fresh-code", "offer");
    }

    @Test
    void partOfAnAddressIsRefusedAndNotQuoted() {
        for (var part : new String[] {"anna", "anna@", "@zorg.nl", "zorg.nl", "%", "0687", "K7QM"}) {
            assertThatThrownBy(() -> found("sought", part)).as(part).isInstanceOf(Failure.class)
                    .satisfies(failure -> assertThat(failure + " " + ((Failure) failure).extras())
                            .contains("sought").doesNotContain("zorg", "anna"));
        }
        assertThat(value("select count(*) from audit_entry")).isEqualTo("0");
    }

    @Test
    void unknownChoiceIsRefused() {
        for (var choice : new String[] {"channel", "state"}) {
            assertThatThrownBy(() -> found(choice, "accepted")).as(choice).isInstanceOf(Failure.class);
        }
        assertThatThrownBy(() -> found("kinds", new JsonArray().add("O'Brien"))).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> found("kinds", "offer")).isInstanceOf(Failure.class);
    }

    @Test
    void longListIsCutAndSaysSo() {
        sql("insert into outbox (id, channel, template, language, recipient, state, due_at, expires_at, created_at) "
                + "select gen_random_uuid(), 'mail', 'news', 'nl', 'n@igj.nl', 'waiting', now(), now(), now() "
                + "from generate_series(1, %s)", Queue.MOST);

        var all = search.search(OPERATOR, QueueSearchForm.read(new JsonObject())).await();
        assertThat(all.items()).hasSize(Queue.MOST);
        assertThat(all.more()).isTrue();
        assertThat(search.search(OPERATOR, QueueSearchForm.read(new JsonObject().put("state", "refused"))).await()
                .more()).isFalse();
    }

    @Test
    void everySearchIsALineWithoutNames() {
        sql("update outbox set transfer_id = '%s' where template = 'confirmation'", TRANSFER);
        found("sought", ANNA);
        found("sought", number());
        found("channel", "sms");

        assertThat(value("select string_agg(concat_ws(' ', action, result, actor_id, source, coalesce(subject, "
                + "'nobody'), number), ', ' order by seq) from audit_entry"))
                .isEqualTo("queue-searched done %1$s 192.0.2.7 person 2, queue-searched done %1$s 192.0.2.7 nobody 1, "
                        .formatted(BRAM) + "queue-searched done " + BRAM + " 192.0.2.7 nobody 1");
        assertThat(value("select string_agg(transfer_id::text, ' ') from audit_entry")).isEqualTo(TRANSFER.toString());
        assertThat(value("select subject_id from audit_entry where seq = 1")).isEqualTo(
                new Person.Pseudonym(TestPurposeKeys.sample()).of(Person.of(ANNA)).toString());
        assertThat(value("select string_agg(e::text, ' ') from audit_entry e"))
                .doesNotContainIgnoringCase("anna", "zorg");
    }

    @Test
    void searchFailsWhenItCannotBeLogged() {
        sql("insert into audit_mark (name, seq, mac, seal) values"
                + " ('head', 1, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'))");

        assertThatThrownBy(() -> found("sought", ANNA)).hasMessageContaining("not ours");
    }

    @Test
    void limitStopsGuessingAndIsLogged() {
        for (var i = 0; i < MOST; i++) {
            found("sought", "p" + i + "@zorg.nl");
        }

        assertThatThrownBy(() -> found("sought", ANNA)).isInstanceOf(Failure.class)
                .satisfies(failure -> assertThat(((Failure) failure).code()).isEqualTo("too-many-requests"));
        assertThat(value("select count(*) || ' ' || max(result) from audit_entry where result <> 'done'"))
                .isEqualTo("1 too-many");
        clock.advance(Duration.ofHours(2));
        found("sought", ANNA);
    }

    private List<String> found(String field, Object value) {
        return find(new JsonObject().put(field, value));
    }

    private List<String> find(JsonObject body) {
        return search.search(OPERATOR, QueueSearchForm.read(body)).await().items().stream()
                .map(Queue.Item::template).toList();
    }

    private String number() {
        return value("select number from transfer where id = '" + TRANSFER + "'");
    }

    private void letter(String channel, String template, String to, String state) {
        clock.advance(Duration.ofSeconds(1));
        sql("insert into outbox (id, channel, template, language, recipient, state, due_at, expires_at, created_at) "
                + "values (gen_random_uuid(), '%s', '%s', 'nl', '%s', '%s', now(), now(), '%s')",
                channel, template, to, state, clock.instant());
    }

    private void sql(String statement, Object... values) {
        TestDatabase.sql(config, statement.formatted(values));
    }

    private String value(String query) {
        return TestDatabase.value(config, query).orElse("");
    }
}
