package nl.rijkscloud.helpdesk;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.transfer.TransferNumber;

/**
 * Reads states, times and counts of the transfers that a caller asks about; no column of it holds what somebody wrote.
 * A transfer is found by an index on its number, and a person's newest ones by the key of {@code appearance}.
 */
final class CaseStore {
    private static final String ROW = """
            select t.id, t.number, t.kind, t.state, t.created_at, t.submitted_at, t.expires_at,
                case t.state when 'open' then t.documents_held else t.document_count end as documents,
                (select max(e.at) from event e
                    where e.transfer_id = t.id and e.kind in ('destroyed', 'withdrawn')) as ended_at,
                (select q.ends_at from request q where q.transfer_id = t.id and q.answered_at is null) as answer_by
            """;

    /** The sender has no id, and comes first. A phone number of a sender is compared and never shown. */
    private static final String PARTIES = """
            select t.id as transfer, null::uuid as id, -1 as position, false as outsider,
                lower(t.sender_email) as email, phone_key(t.sender_phone) as mobile, false as replaced,
                coalesce(t.confirmed_at, (
                    select min(g.opened_at) from session_grant g where g.transfer_id = t.id and g.kind = 'upload'))
                    as link_opened_at,
                null::timestamptz as opened_at, null::timestamptz as downloaded_at, 0 as received, 0 as wrong_codes,
                null::timestamptz as code_expires_at, 0 as tries, false as used
            from transfer t where t.id = any($1)
            union all
            select r.transfer_id, r.id, r.position, r.outsider, lower(r.email), r.mobile, r.replaced_at is not null,
                (select min(g.opened_at) from link l join session_grant g on g.link_id = l.id
                    where l.recipient_id = r.id),
                r.opened_at, r.downloaded_at, r.received, r.wrong_codes, c.expires_at, coalesce(c.tries, 0),
                c.used_at is not null
            from recipient r left join recipient_code c on c.recipient_id = r.id where r.transfer_id = any($1)
            order by position""";

    private static final String LETTERS = """
            select transfer_id, channel, template, lower(recipient) as recipient, state, delivery, due_at, refusal,
                coalesce(delivered_at, settled_at, created_at) as at
            from outbox where %s order by created_at, id""";

    Future<Optional<Case.Row>> byNumber(SqlClient db, TransferNumber number) {
        return run(db, ROW + "from transfer t where t.number = $1 and t.erased_at is null", number.signs())
                .map(rows -> Rows.first(rows, CaseStore::row));
    }

    /**
     * The newest transfers in which a person appears. Submissions whose link nobody has opened yet count for the
     * address alone to which the link went: anybody may have typed the rest.
     */
    Future<List<Case.Row>> byPerson(SqlClient db, Person person, int max) {
        return run(db, ROW + """
                from appearance a join transfer t on t.id = a.transfer_id
                where a.person = $1
                    and (t.kind <> 'submitted' or t.confirmed_at is not null or lower(t.sender_email) = $1)
                order by a.created_at desc, a.transfer_id desc limit $2""", person.key(), max)
                .map(rows -> Rows.all(rows, CaseStore::row));
    }

    /** The parties of these transfers with their mails and texts, by transfer. */
    Future<Map<UUID, List<Case.Party>>> parties(SqlClient db, List<UUID> transfers) {
        var ids = transfers.toArray(UUID[]::new);
        return run(db, LETTERS.formatted("transfer_id = any($1)"), (Object) ids)
                .map(rows -> Rows.all(rows, row -> row).stream()
                        .collect(groupingBy(row -> row.getUUID("transfer_id"))))
                .compose(letters -> run(db, PARTIES, (Object) ids).map(rows -> Rows.all(rows, row -> row).stream()
                        .collect(groupingBy(row -> row.getUUID("transfer"))).entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, entry -> entry.getValue()
                                .stream().map(row -> party(row, letters.getOrDefault(entry.getKey(), List.of())))
                                .toList()))));
    }

    /** The newest mails and texts to a person that belong to no transfer, such as codes for signing in. */
    Future<List<Case.Letter>> otherLetters(SqlClient db, Person person, int max) {
        return run(db, "select * from (" + LETTERS.formatted("lower(recipient) = $1 and transfer_id is null")
                + " desc limit $2) newest", person.key(), max)
                .map(rows -> Rows.all(rows, CaseStore::letter));
    }

    private static Case.Row row(Row row) {
        return new Case.Row(
                row.getUUID("id"), new TransferNumber(row.getString("number")).shown(), row.getString("kind"),
                row.getString("state"), Rows.instant(row, "created_at"), Rows.instant(row, "expires_at"),
                Rows.optionalInstant(row, "submitted_at"), Rows.optionalInstant(row, "ended_at"),
                row.getInteger("documents"), Rows.optionalInstant(row, "answer_by"));
    }

    private static Case.Party party(Row row, List<Row> letters) {
        var email = row.getString("email");
        var mobile = Optional.ofNullable(row.getString("mobile"));
        var part = row.getUUID("id") == null ? Case.Part.SENDER
                : row.getBoolean("outsider") ? Case.Part.RECIPIENT : Case.Part.COLLEAGUE;
        return new Case.Party(
                part, email, mobile, row.getBoolean("replaced"), Rows.optionalInstant(row, "link_opened_at"),
                Rows.optionalInstant(row, "opened_at"), Rows.optionalInstant(row, "downloaded_at"),
                row.getInteger("received"), row.getInteger("wrong_codes"),
                Rows.optionalInstant(row, "code_expires_at").map(end ->
                        new Case.Code(end, row.getInteger("tries"), row.getBoolean("used"))),
                letters.stream().map(CaseStore::letter)
                        .filter(letter -> letter.to().equals(email) || mobile.filter(letter.to()::equals).isPresent())
                        .toList());
    }

    private static Case.Letter letter(Row row) {
        return new Case.Letter(
                row.getString("channel").equals("mail"), row.getString("recipient"), row.getString("template"),
                row.getString("state"), Optional.ofNullable(row.getString("delivery")), Rows.instant(row, "at"),
                Rows.instant(row, "due_at"), Optional.ofNullable(row.getString("refusal")));
    }
}
