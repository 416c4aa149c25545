package nl.rijkscloud.privacy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.typed.PhoneNumber;
import nl.rijkscloud.typed.TypedText;

/**
 * {@code POST /api/staff/persons...}: the privacy officer looks for somebody. Whom, stands in the body and never in the address: addresses are kept in
 * histories and in the logs of proxies.
 */
public final class PersonRequest implements Handler<RoutingContext> {
    private static final String QUERY = "query";
    private static final int LONGEST = 320;
    private static final int CURSOR = 100;

    /** What is asked about them. */
    public interface Question {
        Future<JsonObject> ask(Actor by, Person person, Optional<Cursor> after);
    }

    private final StaffAccess access;
    private final Question question;

    public PersonRequest(StaffAccess access, Question question) {
        this.access = access;
        this.question = question;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx, Role.FUNCTIONARIS)
                .compose(member -> {
                    var body = Json.body(ctx);
                    return question.ask(member.actor(), person(body), after(body));
                })
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    /** Fails with {@code INVALID} for what is neither a whole address nor a phone number; says nothing of what it was. */
    private static Person person(JsonObject body) {
        var typed = TypedText.line(Json.text(body, QUERY, LONGEST));
        if (typed.indexOf('@') < 0 && !typed.isEmpty()) {
            return PhoneNumber.parse(typed).map(Person::of).orElseThrow(() -> Json.invalid(QUERY, "invalid"));
        }
        var fields = new FormFields();
        var email = fields.email(body, QUERY);
        fields.refuseMistakes();
        return Person.of(email);
    }

    private static Optional<Cursor> after(JsonObject body) {
        var text = Json.text(body, "after", CURSOR);
        return text.isEmpty() ? Optional.empty() : Optional.of(Cursor.of(text).orElseThrow(() -> Json.invalid("after", "invalid")));
    }
}
