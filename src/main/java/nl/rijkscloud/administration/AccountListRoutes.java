package nl.rijkscloud.administration;

import static nl.rijkscloud.http.Routing.post;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.staff.ListMistake;
import nl.rijkscloud.staff.StaffAdministration;
import nl.rijkscloud.staff.StaffAdministration.AccountList;
import nl.rijkscloud.staff.StaffPlan;
import nl.rijkscloud.transfer.FormFields;

/**
 * The addresses by which a beheerder makes the accounts those of a list: the first shows what would change, the second
 * does exactly that.
 */
final class AccountListRoutes {
    private static final String IMPORT = "/api/staff/accounts/import";
    private static final int MOST_BYTES = 256 << 10;
    private static final int MOST_PEOPLE = 1_000;
    private static final int MOST_MISTAKES = 100;
    /** A list may be twice as long in JSON, which escapes line breaks and quotes. */
    private static final long BODY = 2 * MOST_BYTES + (4 << 10);

    private final CountedBeheerder writers;
    private final StaffAdministration accounts;

    AccountListRoutes(CountedBeheerder writers, StaffAdministration accounts) {
        this.writers = writers;
        this.accounts = accounts;
    }

    void mount(Router router) {
        post(router, IMPORT + "/plan", BODY, this::plan);
        post(router, IMPORT, BODY, this::carryOut);
    }

    private void plan(RoutingContext ctx) {
        writers.of(ctx)
                .compose(member -> {
                    var list = list(Json.body(ctx));
                    return plan(member.actor(), list).map(plan -> PlanJson.of(plan, list));
                })
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    private void carryOut(RoutingContext ctx) {
        writers.of(ctx)
                .compose(member -> {
                    var body = Json.body(ctx);
                    var list = list(body);
                    return plan(member.actor(), list).compose(plan -> accounts.importList(
                            member.actor(), list, plan, Json.text(body, "digest", 64), ctx.response()::closed));
                })
                .onSuccess(done -> Json.answer(ctx, 200, PlanJson.of(done)))
                .onFailure(ctx::fail);
    }

    private Future<StaffPlan> plan(Actor by, AccountList list) {
        return accounts.planList(by, list).map(plan -> {
            refuse(plan.mistakes());
            var people = plan.people();
            if (people == 0 || people > MOST_PEOPLE) {
                throw Json.invalid("csv", people == 0 ? "required" : "too-many");
            }
            return plan;
        });
    }

    private static AccountList list(JsonObject body) {
        var fields = new FormFields();
        var disableAbsent = fields.flag(body, "disableAbsent");
        var passwords = fields.flag(body, "passwords");
        fields.refuseMistakes();
        var file = (body.getValue("csv") instanceof String text ? text : "").getBytes(StandardCharsets.UTF_8);
        if (file.length > MOST_BYTES) {
            throw Json.invalid("csv", "too-large");
        }
        return new AccountList(file, disableAbsent, passwords);
    }

    /** Tells the first mistakes, and how many there are. */
    private static void refuse(List<ListMistake> mistakes) {
        if (!mistakes.isEmpty()) {
            throw Failure.of(Failure.Kind.INVALID, "invalid", "The list has mistakes. Nothing was done.")
                    .with("errors", mistakes.stream().limit(MOST_MISTAKES).map(PlanJson::of).toList())
                    .with("mistakes", mistakes.size());
        }
    }
}
