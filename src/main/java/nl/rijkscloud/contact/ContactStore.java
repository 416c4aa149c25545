package nl.rijkscloud.contact;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.contact.Contact.Book;
import nl.rijkscloud.contact.Contact.NumberChange;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.typed.PhoneNumber;

/** The statements on {@code contact}. A person sees the books of their departments, and their own. */
final class ContactStore {
    private static final String SELECT = """
            select c.*, s.name as number_name from contact c left join staff s on s.id = c.number_by
            """;
    private static final String VISIBLE = "(c.department = any($1) or c.owner_id = $2) ";

    Future<List<Contact>> find(SqlClient db, List<String> departments, UUID member) {
        return all(run(db, SELECT + "where " + VISIBLE + "order by lower(c.name), c.id",
                departments.toArray(String[]::new), member));
    }

    Future<Optional<Contact>> find(SqlClient db, List<String> departments, UUID member, UUID id) {
        return all(run(db, SELECT + "where " + VISIBLE + "and c.id = $3",
                departments.toArray(String[]::new), member, id)).map(found -> found.stream().findFirst());
    }

    /** Finds those with one of these addresses, which are in lower case. */
    Future<List<Contact>> find(SqlClient db, List<String> departments, UUID member, List<String> emails) {
        return all(run(db, SELECT + "where " + VISIBLE + "and lower(c.email) = any($3)",
                departments.toArray(String[]::new), member, emails.toArray(String[]::new)));
    }

    Future<List<Contact>> inBook(SqlClient tx, Book book) {
        return all(run(tx, SELECT + "where c.department = $1 or c.owner_id = $2",
                book.department().orElse(null), book.owner().orElse(null)));
    }

    /** Keeps others from changing the book meanwhile. */
    Future<Void> lock(SqlClient tx, Book book) {
        return book.department()
                .map(email -> run(tx, "select from department where email = $1 for no key update", email))
                .orElseGet(() -> run(tx, "select from staff where id = $1 for no key update",
                        book.owner().orElseThrow()))
                .mapEmpty();
    }

    /** Inserts a contact, or replaces it. The caller holds the book's lock. */
    Future<Void> write(SqlClient tx, Contact contact) {
        var card = contact.card();
        return run(tx, """
                insert into contact (id, department, owner_id, name, organisation, email, mobile, language,
                    number_since, number_by, number_replaced, created_at, used_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                on conflict (id) do update set name = $4, organisation = $5, email = $6, mobile = $7, language = $8,
                    number_since = $9, number_by = $10, number_replaced = $11, used_at = $13""",
                contact.id(), contact.book().department().orElse(null), contact.book().owner().orElse(null),
                card.name(), card.organisation().orElse(null), card.email(),
                card.mobile().map(PhoneNumber::e164).orElse(null), card.language().map(Language::code).orElse(null),
                Rows.time(contact.number().since()), contact.number().by().orElse(null), contact.number().replaced(),
                Rows.time(contact.createdAt()), Rows.time(contact.usedAt())).mapEmpty();
    }

    /** Records that contacts with these addresses are in use; one write a day for each is enough. */
    Future<Void> markUsed(SqlClient db, List<String> departments, UUID member, List<String> emails, Instant now) {
        return run(db, "update contact c set used_at = $4 where " + VISIBLE
                        + "and lower(c.email) = any($3) and c.used_at < $4::timestamptz - interval '1 day'",
                departments.toArray(String[]::new), member, emails.toArray(String[]::new), Rows.time(now)).mapEmpty();
    }

    /** Removes a contact that this person sees; returns its book. */
    Future<Optional<Book>> remove(SqlClient tx, List<String> departments, UUID member, UUID id) {
        return run(tx, "delete from contact c where " + VISIBLE + "and c.id = $3 returning c.department, c.owner_id",
                departments.toArray(String[]::new), member, id)
                .map(rows -> Rows.first(rows, ContactStore::book));
    }

    private static Future<List<Contact>> all(Future<RowSet<Row>> rows) {
        return rows.map(found -> Rows.all(found, ContactStore::contact));
    }

    private static Book book(Row row) {
        return new Book(Optional.ofNullable(row.getString("department")), Optional.ofNullable(row.getUUID("owner_id")));
    }

    private static Contact contact(Row row) {
        var card = new Card(
                row.getString("name"), Optional.ofNullable(row.getString("organisation")), row.getString("email"),
                Optional.ofNullable(row.getString("mobile")).map(PhoneNumber::new),
                Optional.ofNullable(row.getString("language")).map(Language::stored));
        var number = new NumberChange(
                Rows.instant(row, "number_since"), Optional.ofNullable(row.getUUID("number_by")),
                Optional.ofNullable(row.getString("number_name")).filter(name -> !name.isEmpty()),
                row.getBoolean("number_replaced"));
        return new Contact(row.getUUID("id"), book(row), card, number, Rows.instant(row, "created_at"),
                Rows.instant(row, "used_at"));
    }
}
