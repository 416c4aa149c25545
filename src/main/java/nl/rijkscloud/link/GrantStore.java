package nl.rijkscloud.link;

import static nl.rijkscloud.db.Database.run;
import static nl.rijkscloud.link.SessionStore.stored;
import static nl.rijkscloud.link.SessionStore.storedGrant;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.link.SessionStore.Idle;
import nl.rijkscloud.link.SessionStore.Stored;
import nl.rijkscloud.link.SessionStore.StoredGrant;
import nl.rijkscloud.link.Sessions.Account;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * Reads in one statement what decides about a request: the session and its grant or account. So all of it is of the
 * same moment, and a request asks the database once.
 */
final class GrantStore {
    /** Addresses are stored in ASCII; the collation "C" has their lower case without the rules of a language. */
    private static final String WITH_GRANT = """
            select s.id, s.staff_id, s.seen_at, s.replaced_until is null as current, g.link_id, g.transfer_id, g.kind, g.sealed_key,
                g.code_at is not null as code_given, t.share, l.recipient_id,
                coalesce(l.expires_at > $2 and t.expires_at > $2, false) as alive, r.id as addressee,
                r.outsider, a.roles,
                a.email = lower(r.email collate "C") or exists (
                    select from department_member m
                    where m.staff_id = a.id and m.department_email = lower(r.email collate "C")) as addressed
            from (select * from session where %s) s
            left join lateral (
                select * from session_grant where session_id = s.id and transfer_id = %s and kind = any($5)
                    and (s.expires_at > $2 or kind in ('upload', 'phone'))
                order by opened_at desc limit 1) g on true
            left join transfer t on t.id = g.transfer_id
            left join link l on l.id = g.link_id
            left join recipient r on r.id = l.recipient_id and r.replaced_at is null
            left join staff a on a.id = s.staff_id and a.disabled_at is null""";

    private static final String WITH_ACCOUNT = """
            select s.id, s.staff_id, s.seen_at, a.id as account, a.name, a.email, a.mobile, a.roles,
                array(select department_email from department_member where staff_id = a.id order by 1) as departments
            from (select * from session where %s) s
            left join staff a on a.id = s.staff_id and a.disabled_at is null""".formatted(SessionStore.USABLE);

    /**
     * @param current false when another session has replaced this one
     * @param grant empty if the session has none of the kinds for the transfer
     */
    record WithGrant(Stored session, boolean current, Optional<StoredGrant> grant) {}

    /** @param account empty if nobody is signed in or the account is disabled */
    record WithAccount(Stored session, Optional<Account> account) {}

    /** The thing whose transfer a grant is wanted for. */
    enum Target {
        TRANSFER("$6"),
        DOCUMENT("(select transfer_id from document where id = $6)");

        private final String anybody;
        private final String upload;

        Target(String sql) {
            anybody = WITH_GRANT.formatted(SessionStore.USABLE, sql);
            upload = WITH_GRANT.formatted(SessionStore.USABLE_FOR_UPLOAD, sql);
        }
    }

    /**
     * Finds a session with its newest grant of one of these kinds, dead ones included. A session that is too old has
     * upload grants only, and only while an upload in it is active.
     */
    Future<Optional<WithGrant>> findWithGrant(
            SqlClient db, byte[] id, Target target, UUID of, Set<LinkKind> kinds, Instant now, Idle since) {
        return run(db, kinds.contains(LinkKind.UPLOAD) ? target.upload : target.anybody,
                        Rows.bytes(id), Rows.time(now), Rows.time(since.anybody()), Rows.time(since.staff()),
                        kinds.stream().map(LinkKind::sql).toArray(String[]::new), of)
                .map(rows -> Rows.first(rows, row -> new WithGrant(
                        stored(row), row.getBoolean("current"), row.getUUID("transfer_id") == null
                                ? Optional.empty()
                                : Optional.of(storedGrant(row, addressee(row))))));
    }

    Future<Optional<WithAccount>> findWithAccount(SqlClient db, byte[] id, Instant now, Idle since) {
        return run(db, WITH_ACCOUNT,
                        Rows.bytes(id), Rows.time(now), Rows.time(since.anybody()), Rows.time(since.staff()))
                .map(rows -> Rows.first(rows, row -> new WithAccount(
                        stored(row), Optional.ofNullable(row.getUUID("account")).map(of -> account(row, of)))));
    }

    private static Account account(Row row, UUID id) {
        return new Account(id, row.getString("name"), row.getString("email"),
                Optional.ofNullable(row.getString("mobile")).map(PhoneNumber::new),
                Set.copyOf(List.of(row.getArrayOfStrings("roles"))), List.of(row.getArrayOfStrings("departments")));
    }

    private static Optional<Grant.Addressee> addressee(Row row) {
        return row.getUUID("addressee") == null ? Optional.empty() : Optional.of(new Grant.Addressee(
                row.getBoolean("outsider"), Optional.ofNullable(row.getArrayOfStrings("roles"))
                        .map(roles -> Set.copyOf(List.of(roles))),
                Boolean.TRUE.equals(row.getBoolean("addressed"))));
    }
}
