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
import nl.rijkscloud.audit.AuditEntry.Detail;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.privacy.PersonTraces.Page;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Finds the data that the portal keeps about a person, for a request under the GDPR. Each search, and each further
 * page, counts against a limit. Before the answer is sent, the audit log records the officer, the person's pseudonym
 * and the number of things shown.
 */
final class PersonSearch {
    static final int PAGE = 25;
    /** A moment after everything that can be found, within the range of the database. */
    static final Cursor LAST = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(0, 0));

    private final PersonStore store = new PersonStore();
    private final Database database;
    private final Audit audit;
    private final Throttle throttle;
    private final Limits limits;
    private final Person.Pseudonym pseudonym;

    PersonSearch(Database database, Audit audit, Throttle throttle, Limits limits, PurposeKeys keys) {
        this.database = database;
        this.audit = audit;
        this.throttle = throttle;
        this.limits = limits;
        this.pseudonym = new Person.Pseudonym(keys);
    }

    /**
     * Finds everything; long lists have their first page only. Fails with {@code TOO_MANY}.
     *
     * @param by a member of staff
     */
    Future<PersonTraces> find(Actor by, Person person) {
        return search(by, person, tx -> store.accounts(tx, person)
                .compose(accounts -> transfers(tx, person, accounts, LAST)
                        .compose(transfers -> messages(tx, person, LAST)
                                .compose(messages -> store.contacts(tx, person)
                                        .compose(contacts -> store.department(tx, person)
                                                .map(department -> new PersonTraces(
                                                        pseudonym.of(person), transfers, messages, accounts, contacts,
                                                        department)))))),
                found -> found.transfers().items().size() + found.messages().items().size() + found.accounts().size()
                        + found.contacts().size() + found.department().stream().count());
    }

    /**
     * Finds a page of their transfers.
     *
     * @param after the end of the previous page
     */
    Future<Page<PersonTransfer>> transfers(Actor by, Person person, Optional<Cursor> after) {
        return search(by, person, tx -> store.accounts(tx, person)
                        .compose(accounts -> transfers(tx, person, accounts, after.orElse(LAST))),
                page -> page.items().size());
    }

    /** Finds a page of mails and text messages to them. */
    Future<Page<PersonTraces.Message>> messages(Actor by, Person person, Optional<Cursor> after) {
        return search(by, person, tx -> messages(tx, person, after.orElse(LAST)), page -> page.items().size());
    }

    private <T> Future<T> search(
            Actor by, Person person, Function<SqlClient, Future<T>> reading, ToLongFunction<T> size) {
        var subject = Subject.person(pseudonym.of(person));
        return throttle.count(limits.personSearchesBy(by.id().orElseThrow()))
                .recover(tooMany -> audit.refused(
                        AuditEntry.refused(by, Action.PERSON_SEARCHED, Result.TOO_MANY, subject), tooMany))
                .compose(counted -> database.inTransaction(tx -> reading.apply(tx).compose(found -> {
                    var entry = AuditEntry.done(by, Action.PERSON_SEARCHED, subject);
                    return audit.record(tx, entry.with(Detail.Unit.FOUND, size.applyAsLong(found))).map(found);
                })));
    }

    private Future<Page<PersonTransfer>> transfers(
            SqlClient tx, Person person, List<PersonTraces.Account> accounts, Cursor before) {
        return store.transfers(tx, person, accounts.stream().map(PersonTraces.Account::id).toList(), before, PAGE + 1)
                .map(found -> Page.of(found, PAGE, one -> new Cursor(one.createdAt(), one.transfer())));
    }

    private Future<Page<PersonTraces.Message>> messages(SqlClient tx, Person person, Cursor before) {
        return store.messages(tx, person, before, PAGE + 1)
                .map(found -> Page.of(found, PAGE, one -> new Cursor(one.createdAt(), one.id())));
    }
}
