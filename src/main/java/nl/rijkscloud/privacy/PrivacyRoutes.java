package nl.rijkscloud.privacy;

import static nl.rijkscloud.http.Routing.post;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.typed.PhoneNumber;
import nl.rijkscloud.typed.TypedText;

/** The addresses by which the privacy officer reads how long data is kept, and searches for a person. */
final class PrivacyRoutes {
    private static final String QUERY = "query";
    private static final int MAX_QUERY_LENGTH = 320;
    private static final int MAX_CURSOR_LENGTH = 100;

    private final StaffAccess access;
    private final PersonSearch persons;
    private final Retention retention;

    PrivacyRoutes(StaffAccess access, PersonSearch persons, Retention retention) {
        this.access = access;
        this.persons = persons;
        this.retention = retention;
    }

    public void mount(Router router) {
        router.get("/api/staff/retention").handler(this::readRetention);
        post(router, "/api/staff/persons", search((by, person, after) -> persons
                .find(by, person).map(traces -> traces.toJson(person))));
        post(router, "/api/staff/persons/transfers", search((by, person, after) -> persons
                .transfers(by, person, after).map(page -> page.toJson(PersonTransfer::toJson))));
        post(router, "/api/staff/persons/letters", search((by, person, after) -> persons
                .messages(by, person, after).map(page -> page.toJson(PersonTraces.Message::toJson))));
    }

    private void readRetention(RoutingContext ctx) {
        access.of(ctx, Role.FUNCTIONARIS, Role.BEHEERDER)
                .compose(member -> retention.read())
                .onSuccess(retained -> Json.answer(ctx, 200, retained.toJson()))
                .onFailure(ctx::fail);
    }

    private interface Search {
        Future<JsonObject> run(Actor by, Person person, Optional<Cursor> after);
    }

    /** The person is in the body and never in the URL, because URLs are kept in histories and in logs of proxies. */
    private Handler<RoutingContext> search(Search search) {
        return ctx -> access.of(ctx, Role.FUNCTIONARIS)
                .compose(member -> {
                    var body = Json.body(ctx);
                    return search.run(member.actor(), person(body), after(body));
                })
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    /** Fails with {@code INVALID} for anything but a whole address or phone number; the failure does not quote it. */
    static Person person(JsonObject body) {
        var typed = TypedText.line(Json.text(body, QUERY, MAX_QUERY_LENGTH));
        if (typed.indexOf('@') < 0 && !typed.isEmpty()) {
            return PhoneNumber.parse(typed).map(Person::of).orElseThrow(() -> Json.invalid(QUERY, "invalid"));
        }
        var fields = new FormFields();
        var email = fields.email(body, QUERY);
        fields.refuseMistakes();
        return Person.of(email);
    }

    private static Optional<Cursor> after(JsonObject body) {
        var text = Json.text(body, "after", MAX_CURSOR_LENGTH);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(Cursor.of(text).orElseThrow(() -> Json.invalid("after", "invalid")));
    }
}
