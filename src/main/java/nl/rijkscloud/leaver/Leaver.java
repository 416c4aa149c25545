package nl.rijkscloud.leaver;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;

/**
 * Lists the transfers of a member of staff, and hands them over to a colleague. A delivered transfer stays closed to
 * the colleague: its key is in links that went by mail, which nobody can make again, so those mails are listed. Safe
 * for use from any thread.
 */
public final class Leaver {
    /** A transfer: kind and state as the database names them, and the number that people speak of it by. */
    public record Held(UUID id, String kind, String state, String number, Instant createdAt, boolean owned) {}

    /**
     * A mail with a link that opens a delivered transfer.
     *
     * @param template and {@code language}: they name the text, whose subject the mail had
     * @param party the sender or asked person, who stands in most subjects
     */
    public record LinkMail(String number, String template, String language, String party, Instant sentAt) {}

    /** @param departments their addresses */
    public record Holdings(List<Held> transfers, List<String> departments, List<LinkMail> mails) {}

    /** An account. */
    record Person(UUID id, String email, String name, boolean enabled) {}

    private final LeaverStore store = new LeaverStore();
    private final Database database;
    private final Audit audit;

    public Leaver(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** Changes nothing. */
    public Future<Holdings> look(String email) {
        return person(email).compose(from -> holdings(database.client(), from));
    }

    /**
     * Hands over in one transaction, and returns it: ownership of requests, drafts and sent transfers; the place of the
     * recipient where nothing has been delivered yet; and departments, which the leaver loses.
     */
    public Future<Holdings> handOver(String email, String successor) {
        return person(email).compose(from -> person(successor).compose(to -> {
            if (from.id().equals(to.id()) || !to.enabled()) {
                throw refusal("The colleague must be somebody else whose account is not disabled.");
            }
            return database.inTransaction(tx -> holdings(tx, from).compose(held -> store.own(tx, from, to)
                    .compose(done -> store.receive(tx, from, to))
                    .compose(done -> store.join(tx, from, to))
                    .compose(done -> audit.record(tx, lines(held, from, to)))
                    .map(held)));
        }));
    }

    private Future<Holdings> holdings(SqlClient db, Person from) {
        return store.transfers(db, from).compose(transfers -> store.departments(db, from)
                .compose(departments -> store.mails(db, from)
                        .map(mails -> new Holdings(transfers, departments, mails))));
    }

    private static List<AuditEntry> lines(Holdings held, Person from, Person to) {
        var lines = new ArrayList<AuditEntry>();
        held.transfers().forEach(transfer -> lines.add(done(Action.TRANSFER_HANDED_OVER,
                Subject.transfer(transfer.id()))));
        held.departments().forEach(department -> lines.addAll(List.of(
                done(Action.DEPARTMENT_LEFT, Subject.account(from.id())),
                done(Action.DEPARTMENT_LEFT, Subject.department(department)),
                done(Action.DEPARTMENT_JOINED, Subject.account(to.id())),
                done(Action.DEPARTMENT_JOINED, Subject.department(department)))));
        return lines.isEmpty() ? lines : Stream.concat(lines.stream(), Stream.of(
                done(Action.TRANSFER_HANDED_OVER, Subject.account(from.id())),
                done(Action.TRANSFER_HANDED_OVER, Subject.account(to.id())))).toList();
    }

    private static AuditEntry done(Action action, Subject subject) {
        return AuditEntry.done(Actor.OPERATOR, action, subject);
    }

    private Future<Person> person(String email) {
        return store.person(database.client(), email).map((Optional<Person> found) -> found
                .orElseThrow(() -> Failure.of(Failure.Kind.NOT_FOUND, "not-found",
                        "There is no account with the address " + email + ".")));
    }

    private static Failure refusal(String sentence) {
        return Failure.of(Failure.Kind.INVALID, "invalid", sentence);
    }
}
