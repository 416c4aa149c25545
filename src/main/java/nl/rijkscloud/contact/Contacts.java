package nl.rijkscloud.contact;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.access.StaffAccess.Member;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditEntry.Detail.Unit;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.contact.Contact.Book;
import nl.rijkscloud.contact.ContactChanges.Changes;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;

/**
 * Reads and changes the books that a member of staff sees. Each change counts against the limit of changes, locks the
 * book and leaves a line in the audit log that names the member and the book, and no contact.
 */
final class Contacts {
    private final ContactStore store = new ContactStore();
    private final Database database;
    private final Audit audit;
    private final Throttle throttle;
    private final Limits limits;
    private final InstantSource clock;

    Contacts(Database database, Audit audit, Throttle throttle, Limits limits, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.throttle = throttle;
        this.limits = limits;
        this.clock = clock;
    }

    Future<JsonArray> list(Member member) {
        return store.find(database.client(), member.departments(), id(member)).map(found -> toJson(member, found));
    }

    /** Finds contacts with these addresses for a last look before sending, and counts them as used. */
    Future<JsonArray> look(Member member, List<String> emails) {
        var keys = emails.stream().map(email -> email.toLowerCase(Locale.ROOT)).toList();
        var db = database.client();
        return store.markUsed(db, member.departments(), id(member), keys, clock.instant())
                .compose(done -> store.find(db, member.departments(), id(member), keys))
                .map(found -> toJson(member, found));
    }

    /**
     * Saves cards in a book, each over the one with its address. Fails with {@code INVALID} when the book is full.
     *
     * @param imported true for a list, which gets one line in the audit log
     */
    Future<Changes> save(Member member, Book book, List<Card> cards, boolean imported) {
        return change(member, book, tx -> store.inBook(tx, book)
                .map(existing -> ContactChanges.of(book, existing, cards, id(member), clock.instant()))
                .compose(changes -> Loop.forEach(changes.contacts(), contact -> store.write(tx, contact))
                        .compose(done -> record(tx, member, book, changes, imported))
                        .map(changes)));
    }

    /** Replaces a card. Fails with {@code NOT_FOUND} for a contact in a book that this person does not see. */
    Future<Void> replace(Member member, UUID contact, Card card) {
        return seen(member, contact, database.client()).compose(found -> change(member, found.book(), tx -> store
                .inBook(tx, found.book())
                .compose(existing -> {
                    var before = existing.stream().filter(one -> one.id().equals(contact)).findFirst()
                            .orElseThrow(Failure::notFound);
                    if (existing.stream().filter(one -> !one.id().equals(contact))
                            .anyMatch(one -> one.card().hasAddress(card.email()))) {
                        throw Json.invalid("email", "taken");
                    }
                    var changes = ContactChanges.replace(before, card, id(member), clock.instant());
                    return store.write(tx, changes.contacts().getFirst())
                            .compose(done -> record(tx, member, found.book(), changes, false));
                })));
    }

    /** Removes a contact. Fails with {@code NOT_FOUND} for one in a book that this person does not see. */
    Future<Void> remove(Member member, UUID contact) {
        return count(member).compose(counted -> database.inTransaction(tx -> store
                .remove(tx, member.departments(), id(member), contact)
                .map(book -> book.orElseThrow(Failure::notFound))
                .compose(book -> audit.record(tx, entry(member, Action.CONTACT_REMOVED, book)))));
    }

    private Future<Contact> seen(Member member, UUID contact, SqlClient db) {
        return store.find(db, member.departments(), id(member), contact)
                .map(found -> found.orElseThrow(Failure::notFound));
    }

    private interface Change<T> {
        Future<T> in(SqlClient tx);
    }

    private <T> Future<T> change(Member member, Book book, Change<T> act) {
        return count(member).compose(counted -> database.inTransaction(
                tx -> store.lock(tx, book).compose(locked -> act.in(tx))));
    }

    private Future<Void> record(SqlClient tx, Member member, Book book, Changes changes, boolean imported) {
        var act = imported
                ? Optional.of(entry(member, Action.CONTACTS_IMPORTED, book).with(Unit.ROWS, changes.contacts().size()))
                : changes.action().map(action -> entry(member, action, book));
        var numbers = imported && changes.numbers() > 0
                ? Optional.of(entry(member, Action.CONTACT_NUMBER_CHANGED, book).with(Unit.ROWS, changes.numbers()))
                : Optional.<AuditEntry>empty();
        return audit.record(tx, Stream.concat(act.stream(), numbers.stream()).toList());
    }

    private static AuditEntry entry(Member member, Action action, Book book) {
        return AuditEntry.done(member.actor(), action, book.department().map(Subject::department)
                .orElseGet(() -> Subject.account(id(member))));
    }

    private Future<Void> count(Member member) {
        return throttle.count(limits.changesByStaff(id(member)));
    }

    private JsonArray toJson(Member member, List<Contact> found) {
        return new JsonArray(found.stream().map(one -> one.toJson(id(member), clock.instant())).toList());
    }

    private static UUID id(Member member) {
        return member.staff().id();
    }
}
