package nl.rijkscloud.privacy;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Detail;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.vault.MasterKey;

/**
 * Finds what the portal keeps about somebody, for a request under the GDPR. Each look, at a next page too, counts against a limit and is a line of the
 * audit log before its answer goes out: who looked, under which pseudonym, and how many things they were shown. Safe for use from any thread.
 */
public final class PersonSearch {
    static final int MOST = 25;
    /** After everything that is ever found, and within what the database can hold. */
    private static final Cursor LAST = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(0, 0));

    private final PersonStore store = new PersonStore();
    private final Database database;
    private final Audit audit;
    private final Throttle throttle;
    private final Limits limits;
    private final Pseudonym pseudonym;

    public PersonSearch(Database database, Audit audit, Throttle throttle, Limits limits, MasterKey master) {
        this.database = database;
        this.audit = audit;
        this.throttle = throttle;
        this.limits = limits;
        this.pseudonym = new Pseudonym(master);
    }

    /** Everything, of long lists the first page. Fails with {@code TOO_MANY}. @param by a member of staff */
    public Future<PersonTraces> find(Actor by, Person person) {
        return look(by, person, tx -> store.accounts(tx, person).compose(accounts -> transfers(tx, person, accounts, LAST)
                        .compose(transfers -> letters(tx, person, LAST).compose(letters -> store.department(tx, person)
                                .map(department -> new PersonTraces(pseudonym.of(person), transfers, letters, accounts, department))))),
                found -> found.transfers().items().size() + found.letters().items().size() + found.accounts().size()
                        + found.department().stream().count());
    }

    /** A page of their transfers. @param after where the page before ended */
    public Future<Page<PersonTransfer>> transfers(Actor by, Person person, Optional<Cursor> after) {
        return look(by, person, tx -> store.accounts(tx, person).compose(accounts -> transfers(tx, person, accounts, after.orElse(LAST))),
                page -> page.items().size());
    }

    /** A page of mails and text messages to them. */
    public Future<Page<PersonMessage>> letters(Actor by, Person person, Optional<Cursor> after) {
        return look(by, person, tx -> letters(tx, person, after.orElse(LAST)), page -> page.items().size());
    }

    private <T> Future<T> look(Actor by, Person person, Function<SqlClient, Future<T>> reading, ToLongFunction<T> size) {
        var subject = Subject.person(pseudonym.of(person));
        return throttle.count(limits.personSearchesBy(by.id().orElseThrow()))
                .recover(tooMany -> audit.refused(AuditEntry.refused(by, Action.PERSON_SEARCHED, Result.TOO_MANY, subject), tooMany))
                .compose(counted -> database.inTransaction(tx -> reading.apply(tx).compose(found -> audit
                        .record(tx, AuditEntry.done(by, Action.PERSON_SEARCHED, subject).with(Detail.Unit.FOUND, size.applyAsLong(found)))
                        .map(found))));
    }

    private Future<Page<PersonTransfer>> transfers(SqlClient tx, Person person, List<Account> accounts, Cursor before) {
        return store.transfers(tx, person, accounts.stream().map(Account::id).toList(), before, MOST + 1)
                .map(found -> Page.of(found, MOST, one -> new Cursor(one.createdAt(), one.transfer())));
    }

    private Future<Page<PersonMessage>> letters(SqlClient tx, Person person, Cursor before) {
        return store.letters(tx, person, before, MOST + 1).map(found -> Page.of(found, MOST, one -> new Cursor(one.createdAt(), one.id())));
    }
}
