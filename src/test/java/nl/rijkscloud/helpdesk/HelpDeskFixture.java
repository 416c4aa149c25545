package nl.rijkscloud.helpdesk;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.transfer.ExactQuestion;
import nl.rijkscloud.transfer.TransferNumber;

/** A database with transfers in it, and somebody at the help desk. Rows are written as they are at that moment. */
final class HelpDeskFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");
    static final UUID NOOR = UUID.fromString("6f1c3a52-0d4e-4b8e-9a53-2f0c7de0a004");
    static final Actor DESK = Actor.staff(NOOR).from(new Source("192.0.2.7"));
    static final int TRIES = 5;
    static final int TRIES_PER_TRANSFER = 15;

    final Vertx vertx = Vertx.vertx();
    final Config.Database config = TestDatabase.fresh();
    final Database database = Database.open(vertx, config);
    final TestClock clock = new TestClock();
    final Diagnosis diagnosis;
    final HelpDesk desk;

    HelpDeskFixture() {
        clock.advance(Duration.between(clock.instant(), NOW));
        var purposes = TestPurposeKeys.sample();
        desk = new HelpDesk(database, new Audit(database, purposes, clock), new Throttle(database, purposes, clock),
                new Limits(null), new Person.Pseudonym(purposes));
        diagnosis = new Diagnosis(
                new Config.Codes(Duration.ofMinutes(15), TRIES, Duration.ofDays(1), null, TRIES_PER_TRANSFER,
                        List.of("NL"), false), clock);
        sql("insert into staff (id, email, name, roles, created_at) values ('%s', 'n.jansen@igj.nl', 'Noor', "
                + "'{helpdesk}', now())", NOOR);
    }

    /** @param columns more columns of the row, as {@code submitted_at = '...'} */
    UUID transfer(String kind, String state, String sender, String columns) {
        var id = UUID.randomUUID();
        sql("insert into transfer (id, kind, state, language, sender_name, sender_email, sender_phone, contact_name, "
                + "contact_email, owner_id, document_count, documents_held, created_at, confirmed_at, expires_at) "
                + "values ('%s', '%s', '%s', 'nl', 'Anna Geheim', '%s', '06 12345678', 'Meldpunt', "
                + "'meldpunt@igj.nl', %s, 6, 6, "
                + "'2026-11-29T13:56:00Z', '2026-11-29T13:56:30Z', '2026-12-29T13:56:00Z')",
                id, kind, state, sender, kind.equals("submitted") ? "null" : "'" + NOOR + "'");
        if (!columns.isEmpty()) {
            sql("update transfer set %s where id = '%s'", columns, id);
        }
        return id;
    }

    /** @param columns more columns of the row */
    UUID recipient(UUID transfer, String email, boolean outsider, String columns) {
        var id = UUID.randomUUID();
        sql("insert into recipient (id, transfer_id, position, name, email, mobile, outsider) values ('%s', '%s', "
                + "(select count(*) from recipient where transfer_id = '%2$s'), 'Bas Geheim', '%s', %s, %s)",
                id, transfer, email, outsider ? "'+31687654378'" : "null", outsider);
        if (!columns.isEmpty()) {
            sql("update recipient set %s where id = '%s'", columns, id);
        }
        return id;
    }

    void letter(UUID transfer, String channel, String to, String state, String columns) {
        var id = UUID.randomUUID();
        sql("insert into outbox (id, channel, transfer_id, template, language, recipient, state, due_at, expires_at, "
                + "created_at, settled_at) values ('%s', '%s', '%s', 'offer', 'nl', '%s', '%s', "
                + "'2026-11-29T14:05:00Z', '2026-12-01T00:00:00Z', '2026-11-29T13:56:00Z', '2026-11-29T13:57:00Z')",
                id, channel, transfer, to, state);
        if (!columns.isEmpty()) {
            sql("update outbox set %s where id = '%s'", columns, id);
        }
    }

    /** The link of this recipient was opened, and a code went out. */
    void opened(UUID transfer, UUID recipient, String codeEnds, int tries) {
        var link = "decode(replace('" + recipient + "', '-', ''), 'hex')";
        sql("insert into link (id, transfer_id, kind, created_at, expires_at, recipient_id) values (%s, '%s', "
                + "'download', now(), now(), '%s')", link, transfer, recipient);
        sql("insert into session (id, created_at, seen_at, expires_at) values (%s, now(), now(), now())", link);
        sql("insert into session_grant (session_id, link_id, transfer_id, kind, opened_at) values (%1$s, %1$s, '%2$s', "
                + "'download', '2026-11-29T13:58:00Z')", link, transfer);
        sql("insert into recipient_code (recipient_id, link_id, id, hash, tries, letter_id, created_at, expires_at) "
                + "values ('%1$s', %2$s, gen_random_uuid(), '', %3$d, gen_random_uuid(), now(), '%4$s')",
                recipient, link, tries, codeEnds);
    }

    String numberOf(UUID transfer) {
        return value("select number from transfer where id = '" + transfer + "'");
    }

    JsonObject ask(String asked) {
        var question = ExactQuestion.read(new JsonObject().put("asked", asked), "asked");
        return desk.look(DESK, question).await().toJson(question, diagnosis);
    }

    /** The cause that the help desk sees for the first party with this part. */
    String cause(UUID transfer, String part) {
        return ask(new TransferNumber(numberOf(transfer)).shown()).getJsonArray("transfers").getJsonObject(0)
                .getJsonArray("parties").stream().map(JsonObject.class::cast)
                .filter(party -> party.getString("part").equals(part)).findFirst().orElseThrow().getString("cause");
    }

    void sql(String statement, Object... values) {
        TestDatabase.sql(config, statement.formatted(values));
    }

    String value(String query) {
        return TestDatabase.value(config, query).orElse("");
    }

    @Override
    public void close() {
        database.close().await();
        vertx.close().await();
    }
}
