package nl.rijkscloud.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.typed.PhoneNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People disappear from the database when their term is over, and nobody else does. */
final class ErasureTest {
    private static final Duration TERM = Duration.ofDays(365);
    private static final Duration CONTACTS = Duration.ofDays(100);
    /** All rows of all tables as text. */
    private static final String EVERYTHING = """
            select string_agg(query_to_xml('select * from ' || quote_ident(table_name), true, true, '')::text, '')
            from information_schema.tables
            where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'""";

    private final PrivacyFixture fixture = new PrivacyFixture();
    private Instant now;
    private boolean held;
    private Erasure erasure;

    @BeforeEach
    void open() {
        now = fixture.clock.instant();
        erasure = new Erasure(fixture.database, new Audit(fixture.database, fixture.purposes, fixture.clock),
                fixture.clock, terms(), () -> held);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void endedTransferKeepsNobodyAfterItsTerm() {
        var old = fixture.submitted("anna.oud@zorg.nl", "+31611111111");
        var sent = fixture.sent();
        fixture.add(Recipient.outsider(
                sent, 0, "Bas", "bas.oud@zorg.nl", Optional.of(new PhoneNumber("+31622222222"))));
        message(old, "anna.oud@zorg.nl");
        TestDatabase.sql(fixture.config, "insert into request (transfer_id, series, repeat, ends_at, reference) values"
                + " ('" + sent + "', '" + sent + "', false, now(), 'Zaak Anna')");
        end(old, TERM.plusMinutes(1));
        end(sent, TERM.plusMinutes(1));

        run();

        assertThat(everything()).doesNotContain("anna.oud", "bas.oud", "31611111111", "31622222222", "Anna", "Zorg");
        assertThat(fixture.value("select count(*) from transfer where erased_at is not null")).isEqualTo("2");
        assertThat(fixture.value("select count(*) from event")).isEqualTo("2");
        assertThat(fixture.value("select count(*) from listing")).as("of the overview").isEqualTo("0");
        assertThat(fixture.value("select count(*) from appearance")).as("of the person search").isEqualTo("0");
        assertThat(new TransferStore().find(fixture.database.client(), old).await()).isEmpty();
    }

    @Test
    void momentsBecomeDays() {
        var old = fixture.requested("anna.oud@zorg.nl");
        fixture.add(Recipient.staff(old, 0, "Meldpunt", PrivacyFixture.MELDPUNT));
        TestDatabase.sql(fixture.config, ("update transfer set submitted_at = now(), delivered_at = now(), opened_at ="
                + " now(), downloaded_at = now(), confirmed_at = now(); update recipient set opened_at = now(),"
                + " downloaded_at = now(); insert into request (transfer_id, series, repeat, ends_at, remind_at,"
                + " reminded_at, answered_at) values ('%1$s', '%1$s', false, now(), now(), now(), now());"
                + " insert into statement (id, transfer_id, kind, hash, at) values (gen_random_uuid(), '%1$s',"
                + " 'received', sha256('x'), now())").formatted(old));
        end(old, TERM.plusDays(1));

        run();

        for (var table : List.of("transfer", "event", "request", "statement", "recipient")) {
            assertThat(fixture.value("""
                    select string_agg(key || ' ' || value, ', ') from %s row, jsonb_each_text(to_jsonb(row))
                    where value ~ '^\\d{4}-\\d\\d-\\d\\dT' and key <> 'erased_at'
                        and (value::timestamptz at time zone 'Europe/Amsterdam')::time <> '00:00'""".formatted(table)))
                    .as(table).isEmpty();
        }
    }

    @Test
    void youngerAndLivingTransfersStayAsTheyAre() {
        run(); // which leaves the moment of this pass
        end(fixture.submitted("cas.jong@zorg.nl", null), TERM.minusMinutes(1));
        fixture.submitted("dora.levend@zorg.nl", null);
        var before = everything();

        run();

        assertThat(everything()).isEqualTo(before).contains("cas.jong", "dora.levend");
    }

    @Test
    void nothingIsErasedWhileTheClockIsNotTrusted() {
        end(fixture.submitted("anna.oud@zorg.nl", null), TERM.plusDays(400));
        held = true;
        run();
        assertThat(everything()).contains("anna.oud");

        held = false;
        run();
        assertThat(everything()).doesNotContain("anna.oud");
    }

    @Test
    void closedAccountIsErasedWhenNothingOfItsOwnHasPeopleInIt() {
        var sent = fixture.sent();
        TestDatabase.sql(fixture.config, "update staff set disabled_at = '" + now.minus(TERM.plusMinutes(1)) + "'"
                + " where id = '" + PrivacyFixture.SANNE + "'");
        run();
        assertThat(fixture.value(account(PrivacyFixture.SANNE))).as("owns a living transfer").contains("s.bakker");

        end(sent, TERM.plusMinutes(1));
        run();

        assertThat(fixture.value(account(PrivacyFixture.SANNE)))
                .isEqualTo("(\"\"," + PrivacyFixture.SANNE + ",,,{})");
        assertThat(everything()).doesNotContain("s.bakker", "Sanne", "31612345642").contains("Fenna");
    }

    @Test
    void messagesOfNoTransferGoToo() {
        message(null, "code.oud@igj.nl");
        TestDatabase.sql(fixture.config, "update outbox set settled_at = '" + now.minus(TERM.plusMinutes(1)) + "'");
        message(null, "code.jong@igj.nl");

        run();

        assertThat(everything()).doesNotContain("code.oud").contains("code.jong");
    }

    @Test
    void longBacklogIsErasedInBatchesThatTheLogCounts() {
        for (var i = 0; i < 130; i++) {
            end(fixture.submitted("anna.oud" + i + "@zorg.nl", null), TERM.plusDays(1));
        }

        run();

        assertThat(everything()).doesNotContain("anna.oud");
        assertThat(fixture.value("select string_agg(action || ' ' || unit || ' ' || number, ',' order by seq)"
                + " from audit_entry")).isEqualTo("people-erased rows 100,people-erased rows 30");
    }

    @Test
    void onlyPassThatWasNotHeldIsMarked() {
        held = true;
        run();
        assertThat(fixture.value("select count(*) from chore")).isEqualTo("0");
        held = false;

        run();

        assertThat(fixture.value("select name || ' ' || (finished_at = '" + now + "') from chore"))
                .isEqualTo("erasure true");
    }

    @Test
    void contactGoesWhenNobodyHasUsedItForItsOwnTerm() {
        contact("oud", CONTACTS.plusMinutes(1));
        contact("jong", CONTACTS.minusMinutes(1));
        var retention = new ErasureStore();
        assertThat(retention.count(fixture.database.client(), now, terms()).await()).isEqualTo(1);
        assertThat(retention.oldest(fixture.database.client(), now, terms()).await())
                .contains(now.minus(Duration.ofMinutes(1)));

        run();

        assertThat(fixture.value("select string_agg(email, ' ') from contact")).isEqualTo("jong@zorg.nl");
        assertThat(fixture.value("select string_agg(action || ' ' || unit || ' ' || number, ',' order by seq)"
                + " from audit_entry")).isEqualTo("people-erased rows 1");
    }

    @Test
    void closedAccountTakesItsOwnAddressBookWithIt() {
        contact("van.fenna", Duration.ZERO);
        TestDatabase.sql(fixture.config, "update staff set disabled_at = '" + now.minus(TERM.plusMinutes(1)) + "'"
                + " where id = '" + PrivacyFixture.FENNA + "'");

        run();

        assertThat(fixture.value("select count(*) from contact")).isEqualTo("0");
    }

    private void contact(String name, Duration unused) {
        TestDatabase.sql(fixture.config, """
                insert into contact (id, owner_id, name, email, number_since, number_replaced, created_at, used_at)
                values (gen_random_uuid(), '%s', '%s', '%s@zorg.nl', now(), false, now(), '%s')""".formatted(
                        PrivacyFixture.FENNA, name, name, now.minus(unused)));
    }

    private static Config.Retention terms() {
        return new Config.Retention(
                TERM, TERM, TERM, TERM, TERM, TERM, TERM, Optional.empty(), TERM, CONTACTS);
    }

    private void run() {
        erasure.run(() -> false).await();
    }

    private void end(UUID transfer, Duration ago) {
        TestDatabase.sql(fixture.config, "update transfer set state = 'destroyed', share = null where id = '" + transfer
                + "'; insert into event (transfer_id, at, kind) values ('" + transfer + "', '" + now.minus(ago)
                + "', 'destroyed')");
    }

    private void message(UUID transfer, String to) {
        TestDatabase.sql(fixture.config,
                "insert into outbox (id, channel, transfer_id, template, language, recipient, state, due_at,"
                        + " expires_at, created_at, settled_at) values (gen_random_uuid(), 'mail', "
                        + Optional.ofNullable(transfer).map(id -> "'" + id + "'").orElse("null")
                        + ", 'confirmation', 'nl', '" + to + "', 'accepted', now(), now(), now(), '" + now + "')");
    }

    private static String account(UUID id) {
        return "select row(name, email, mobile, password_hash, roles)::text from staff where id = '" + id + "'";
    }

    private String everything() {
        return fixture.value(EVERYTHING);
    }
}
