package nl.rijkscloud.privacy;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.privacy.PersonTransfer.Data;
import nl.rijkscloud.privacy.PersonTransfer.Part;

/**
 * Finds a person in all tables that hold personal data. It compares whole addresses and numbers only, and reads {@code
 * appearance}, a table that triggers maintain: the cost of a page depends on its length and never on the number of
 * transfers or messages.
 */
final class PersonStore {
    static final String TRANSFERS = """
            select t.id, t.kind, t.state, t.created_at, t.expires_at, t.document_count,
                (select max(e.at) from event e
                    where e.transfer_id = t.id and e.kind in ('destroyed', 'withdrawn')) as ended_at,
                coalesce(lower(t.sender_email) = $1 or phone_key(t.sender_phone) = $1, false) as sender,
                coalesce(t.owner_id = any($2::uuid[]), false) as owner,
                lower(t.contact_email) = $1 as named, t.sender_phone is not null as phone,
                t.sender_organisation is not null as organisation,
                r.recipient, r.contact, r.colleague, r.replaced, r.number
            from (
                select distinct one.created_at, one.transfer_id
                from unnest($1::text || $2::uuid[]::text[]) who(person), lateral (
                    select a.created_at, a.transfer_id from appearance a
                    where a.person = who.person and (a.created_at, a.transfer_id) < ($3, $4)
                    order by a.created_at desc, a.transfer_id desc limit $5) one
                order by one.created_at desc, one.transfer_id desc limit $5) page
            join transfer t on t.id = page.transfer_id,
            lateral (
                select coalesce(bool_or(replaced_at is null and outsider), false) as recipient,
                    coalesce(bool_or(replaced_at is null and not outsider and position = 0), false) as contact,
                    coalesce(bool_or(replaced_at is null and not outsider and position > 0), false) as colleague,
                    coalesce(bool_or(replaced_at is not null), false) as replaced,
                    coalesce(bool_or(mobile is not null), false) as number
                from recipient where transfer_id = t.id and (lower(email) = $1 or mobile = $1)) r
            order by page.created_at desc, page.transfer_id desc""";

    static final String MESSAGES = """
            select id, channel, template, state, transfer_id, payload is not null as content, created_at, settled_at,
                expires_at
            from outbox where lower(recipient) = $1 and (created_at, id) < ($2, $3)
            order by created_at desc, id desc limit $4""";

    /**
     * @param owners ids of the person's accounts
     * @param before the page holds transfers that are older than this
     */
    Future<List<PersonTransfer>> transfers(SqlClient db, Person person, List<UUID> owners, Cursor before, int max) {
        return run(db, TRANSFERS,
                        person.key(), owners.toArray(UUID[]::new), Rows.time(before.createdAt()), before.id(), max)
                .map(rows -> Rows.all(rows, PersonStore::transfer));
    }

    Future<List<PersonTraces.Message>> messages(SqlClient db, Person person, Cursor before, int max) {
        return run(db, MESSAGES, person.key(), Rows.time(before.createdAt()), before.id(), max)
                .map(rows -> Rows.all(rows, row -> new PersonTraces.Message(
                        row.getUUID("id"), row.getString("channel"), row.getString("template"), row.getString("state"),
                        Optional.ofNullable(row.getUUID("transfer_id")), row.getBoolean("content"),
                        Rows.instant(row, "created_at"), Rows.optionalInstant(row, "settled_at"),
                        Rows.instant(row, "expires_at"))));
    }

    /** Several accounts may have the same number. */
    Future<List<PersonTraces.Account>> accounts(SqlClient db, Person person) {
        return run(db, """
                select id, roles, mobile is not null as mobile, identity is not null as identity, created_at,
                    disabled_at, array(
                        select department_email from department_member
                        where staff_id = staff.id order by 1) as departments
                from staff where email = $1 or mobile = $1 order by created_at, id""", person.key())
                .map(rows -> Rows.all(rows, row -> new PersonTraces.Account(
                        row.getUUID("id"), List.of(row.getArrayOfStrings("roles")),
                        List.of(row.getArrayOfStrings("departments")),
                        row.getBoolean("mobile"), row.getBoolean("identity"), Rows.instant(row, "created_at"),
                        Rows.optionalInstant(row, "disabled_at"))));
    }

    /** In all address books. */
    Future<List<PersonTraces.InBook>> contacts(SqlClient db, Person person) {
        return run(db, """
                select department, owner_id, mobile is not null as mobile, organisation is not null as organisation,
                    created_at, used_at
                from contact where lower(email) = $1 or mobile = $1 order by created_at, id""", person.key())
                .map(rows -> Rows.all(rows, row -> new PersonTraces.InBook(
                        Optional.ofNullable(row.getString("department")),
                        Optional.ofNullable(row.getUUID("owner_id")), contactData(row),
                        Rows.instant(row, "created_at"), Rows.instant(row, "used_at"))));
    }

    private static Set<Data> contactData(Row row) {
        var data = EnumSet.of(Data.NAME, Data.EMAIL);
        if (row.getBoolean("mobile")) {
            data.add(Data.PHONE);
        }
        if (row.getBoolean("organisation")) {
            data.add(Data.ORGANISATION);
        }
        return data;
    }

    Future<Optional<String>> department(SqlClient db, Person person) {
        return run(db, "select name from department where email = $1", person.key())
                .map(rows -> Rows.first(rows, row -> row.getString("name")));
    }

    private static PersonTransfer transfer(Row row) {
        return new PersonTransfer(
                row.getUUID("id"), row.getString("kind"), row.getString("state"), Rows.instant(row, "created_at"),
                Rows.instant(row, "expires_at"), Rows.optionalInstant(row, "ended_at"),
                row.getInteger("document_count"), parts(row), data(row));
    }

    private static Set<Part> parts(Row row) {
        var parts = EnumSet.noneOf(Part.class);
        for (var part : List.of(Part.OWNER, Part.RECIPIENT, Part.CONTACT, Part.COLLEAGUE, Part.REPLACED)) {
            if (row.getBoolean(part.word())) {
                parts.add(part);
            }
        }
        if (row.getBoolean("sender")) {
            parts.add(row.getString("kind").equals("requested") ? Part.ASKED : Part.SENDER);
        }
        if (parts.isEmpty() && row.getBoolean("named")) { // a draft that has no rows of recipients yet
            parts.add(row.getString("kind").equals("sent") ? Part.RECIPIENT : Part.CONTACT);
        }
        return parts;
    }

    private static Set<Data> data(Row row) {
        var sender = row.getBoolean("sender");
        var received = Stream.of("recipient", "contact", "colleague", "replaced", "named").anyMatch(row::getBoolean);
        var data = EnumSet.noneOf(Data.class);
        if (sender || received) {
            data.addAll(Set.of(Data.NAME, Data.EMAIL));
        }
        if ((sender && row.getBoolean("phone")) || row.getBoolean("number")) {
            data.add(Data.PHONE);
        }
        if (sender && row.getBoolean("organisation")) {
            data.add(Data.ORGANISATION);
        }
        return data;
    }
}
