package nl.rijkscloud.privacy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditEntry.Detail.Unit;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.privacy.PersonTraces.Page;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Collects everything that is kept about one person, for the answer to a request for access. The audit log has a line
 * about it before the answer is sent.
 */
final class PersonExport {
    static final int PAGE = 200;
    /** Rows of one kind. More is the mailbox of an organisation, and no person. */
    static final int MOST = 5000;

    private final PersonStore store = new PersonStore();
    private final ExportStore values = new ExportStore();
    private final Database database;
    private final Audit audit;
    private final Throttle throttle;
    private final Limits limits;
    private final Person.Pseudonym pseudonym;
    private final InstantSource clock;

    PersonExport(
            Database database, Audit audit, Throttle throttle, Limits limits, PurposeKeys keys, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.throttle = throttle;
        this.limits = limits;
        this.pseudonym = new Person.Pseudonym(keys);
        this.clock = clock;
    }

    /**
     * Everything about a person, newest first.
     *
     * @param by a member of staff
     */
    Future<JsonObject> collect(Actor by, Person person) {
        var subject = Subject.person(pseudonym.of(person));
        return throttle.count(limits.personExportsBy(by.id().orElseThrow()))
                .recover(tooMany -> audit.refused(
                        AuditEntry.refused(by, Action.PERSON_EXPORTED, Result.TOO_MANY, subject), tooMany))
                .compose(counted -> database.inTransaction(tx -> read(tx, person)
                        .compose(found -> audit.record(tx, AuditEntry.done(by, Action.PERSON_EXPORTED, subject)
                                .with(Unit.FOUND, size(found))).map(found))));
    }

    private static long size(JsonObject found) {
        return found.stream().map(Map.Entry::getValue).filter(JsonArray.class::isInstance)
                .mapToLong(list -> ((JsonArray) list).size()).sum();
    }

    private Future<JsonObject> read(SqlClient tx, Person person) {
        return store.accounts(tx, person).compose(accounts -> {
            var owners = accounts.stream().map(PersonTraces.Account::id).toList();
            return all(PersonSearch.LAST, before -> store.transfers(tx, person, owners, before, PAGE + 1)
                            .map(found -> Page.of(found, PAGE, one -> new Cursor(one.createdAt(), one.transfer()))))
                    .compose(transfers -> transfers(tx, person, transfers))
                    .compose(transfers -> all(PersonSearch.LAST, before -> store
                            .messages(tx, person, before, PAGE + 1)
                            .map(found -> Page.of(found, PAGE, one -> new Cursor(one.createdAt(), one.id()))))
                            .compose(messages -> about(tx, person).map(about -> about
                                    .put("transfers", new JsonArray(transfers))
                                    .put("letters", new JsonArray(messages.stream()
                                            .map(PersonTraces.Message::toJson).toList())))));
        });
    }

    /** Everything but transfers and letters. */
    private Future<JsonObject> about(SqlClient tx, Person person) {
        return values.accounts(tx, person).compose(accounts -> values.contacts(tx, person)
                .compose(contacts -> store.department(tx, person).map(department -> new JsonObject()
                        .put("madeAt", clock.instant().toString())
                        .put(person.kind().word(), person.key())
                        .put("accounts", new JsonArray(accounts))
                        .put("contacts", new JsonArray(contacts))
                        .put("department", department.orElse(null)))));
    }

    private Future<List<JsonObject>> transfers(SqlClient tx, Person person, List<PersonTransfer> found) {
        return values.values(tx, person, found.stream().map(PersonTransfer::transfer).toList()).map(all -> {
            var byId = all.stream().collect(Collectors.toMap(
                    one -> UUID.fromString(one.getString("id")), Function.identity()));
            return found.stream().map(one -> one.toJson()
                    .mergeIn(byId.getOrDefault(one.transfer(), new JsonObject()))).toList();
        });
    }

    /** Reads page after page. Fails with {@code CONFLICT} {@code too-much} rather than leave something out. */
    private static <T> Future<List<T>> all(Cursor first, Function<Cursor, Future<Page<T>>> reader) {
        var items = new ArrayList<T>();
        var next = new AtomicReference<>(first);
        return Loop.whileTrue(() -> reader.apply(next.get()).map(page -> {
            items.addAll(page.items());
            if (items.size() > MOST) {
                throw Failure.of(Failure.Kind.CONFLICT, "too-much", "There is more than one export can hold.");
            }
            page.next().ifPresent(next::set);
            return page.next().isPresent();
        })).map(done -> items);
    }
}
