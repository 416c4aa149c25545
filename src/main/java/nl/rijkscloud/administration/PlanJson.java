package nl.rijkscloud.administration;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.function.Function;
import nl.rijkscloud.staff.ListMistake;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.staff.StaffAdministration.AccountList;
import nl.rijkscloud.staff.StaffAdministration.Imported;
import nl.rijkscloud.staff.StaffPlan;
import nl.rijkscloud.staff.StaffPlan.Change;
import nl.rijkscloud.staff.StaffRegister.StaffMember;
import nl.rijkscloud.typed.PhoneNumber;

/** The plan and the result of an import, as JSON for pages. */
final class PlanJson {
    private PlanJson() {}

    static JsonObject of(StaffPlan plan, AccountList list) {
        return new JsonObject()
                .put("digest", plan.digest(list.file(), list.disableAbsent()))
                .put("added", array(plan.added(), change -> person(change.after(), change.departments())))
                .put("changed", array(plan.changed(), PlanJson::change))
                .put("absent", array(plan.absent(), PlanJson::person))
                .put("closed", array(plan.closed(), PlanJson::person))
                .put("same", plan.same())
                .put("withoutPassword", plan.withoutPassword().size());
    }

    static JsonObject of(Imported done) {
        return new JsonObject()
                .put("passwords", array(done.passwords().entrySet(), one ->
                        new JsonObject().put("email", one.getKey()).put("password", one.getValue())))
                .put("withoutPassword", done.withoutPassword());
    }

    static JsonObject of(ListMistake mistake) {
        var json = new JsonObject().put("field", mistake.field()).put("code", mistake.code());
        if (mistake.line() > 0) {
            json.put("line", mistake.line());
        }
        mistake.details().forEach(json::put);
        return json;
    }

    private static JsonObject change(Change change) {
        return new JsonObject()
                .put("what", new JsonArray(change.what()))
                .put("before", person(change.before().orElseThrow()))
                .put("after", person(change.after(), change.departments()));
    }

    private static JsonObject person(StaffMember member) {
        return person(member.staff(), member.departments());
    }

    private static JsonObject person(Staff person, Collection<String> departments) {
        return new JsonObject()
                .put("name", person.name())
                .put("email", person.email())
                .put("numberEnding", person.mobile().map(PhoneNumber::ending).orElse(null))
                .put("roles", new JsonArray(person.roles().stream().sorted().map(Role::code).toList()))
                .put("departments", new JsonArray(departments.stream().sorted().toList()));
    }

    private static <T> JsonArray array(Collection<T> items, Function<T, JsonObject> json) {
        return new JsonArray(items.stream().map(json).toList());
    }
}
