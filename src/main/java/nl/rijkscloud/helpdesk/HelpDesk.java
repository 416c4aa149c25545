package nl.rijkscloud.helpdesk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditEntry.Detail;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.transfer.ExactQuestion;

/**
 * Answers the help desk. Each look counts against a limit. Before its answer is sent, the audit log records who looked,
 * at which transfer or under which pseudonym of the caller, and the number of transfers that were shown; a look that
 * finds nothing too.
 */
final class HelpDesk {
    static final int MOST_CASES = 10;
    private static final int MOST_OTHER_LETTERS = 5;

    /** @param more true if the caller appears in older transfers as well */
    record Cases(List<Case> cases, boolean more, List<Case.Letter> otherLetters) {
        JsonObject toJson(ExactQuestion asked, Diagnosis diagnosis) {
            return new JsonObject()
                    .put("kind", asked.word())
                    .put("transfers", new JsonArray(
                            cases.stream().map(one -> one.toJson(asked.asPerson(), diagnosis)).toList()))
                    .put("more", more)
                    .put("letters", new JsonArray(otherLetters.stream().map(Case.Letter::toJson).toList()));
        }
    }

    private final CaseStore store = new CaseStore();
    private final Database database;
    private final Audit audit;
    private final Throttle throttle;
    private final Limits limits;
    private final Person.Pseudonym pseudonym;

    HelpDesk(Database database, Audit audit, Throttle throttle, Limits limits, Person.Pseudonym pseudonym) {
        this.database = database;
        this.audit = audit;
        this.throttle = throttle;
        this.limits = limits;
        this.pseudonym = pseudonym;
    }

    /**
     * Finds the caller's transfers; an empty list is an answer too. Fails with {@code TOO_MANY}.
     *
     * @param by a member of staff
     */
    Future<Cases> look(Actor by, ExactQuestion question) {
        var person = question.asPerson().map(pseudonym::of).map(Subject::person);
        return throttle.count(limits.helpDeskLooksBy(by.id().orElseThrow()))
                .recover(tooMany -> audit.refused(
                        AuditEntry.refused(by, Action.HELPDESK_LOOKED, Result.TOO_MANY, person.orElse(Subject.NONE)),
                        tooMany))
                .compose(counted -> database.inTransaction(tx -> find(tx, question).compose(found -> {
                    var subject = person.or(() -> found.cases().stream().findFirst()
                            .map(one -> Subject.transfer(one.row().id()))).orElse(Subject.NONE);
                    var entry = AuditEntry.done(by, Action.HELPDESK_LOOKED, subject);
                    return audit.record(tx, entry.with(Detail.Unit.FOUND, found.cases().size())).map(found);
                })));
    }

    private Future<Cases> find(SqlClient tx, ExactQuestion question) {
        return switch (question) {
            case ExactQuestion.ByNumber(var number) -> store.byNumber(tx, number)
                    .compose(row -> cases(tx, row.stream().toList(), Optional.empty()))
                    .map(cases -> new Cases(cases, false, List.of()));
            case ExactQuestion.ByPerson(var person) -> store.byPerson(tx, person, MOST_CASES + 1)
                    .compose(rows -> cases(tx, rows.stream().limit(MOST_CASES).toList(), Optional.of(person))
                            .compose(cases -> store.otherLetters(tx, person, MOST_OTHER_LETTERS)
                                    .map(letters -> new Cases(cases, rows.size() > MOST_CASES, letters))));
        };
    }

    private Future<List<Case>> cases(SqlClient tx, List<Case.Row> rows, Optional<Person> asker) {
        return store.parties(tx, rows.stream().map(Case.Row::id).toList()).map(parties -> rows.stream()
                .map(row -> new Case(row, shown(parties.getOrDefault(row.id(), List.of()), asker))).toList());
    }

    /**
     * All parties to those who have the number, which only parties know, and to the sender, who named the others; to a
     * recipient only that recipient.
     */
    private static List<Case.Party> shown(List<Case.Party> parties, Optional<Person> asker) {
        var all = asker.isEmpty()
                || parties.stream().anyMatch(party -> party.part() == Case.Part.SENDER && party.is(asker.get()));
        Stream<Case.Party> shown = all
                ? parties.stream().filter(party -> !party.replaced())
                : parties.stream().filter(party -> party.is(asker.get()));
        return shown.toList();
    }
}
