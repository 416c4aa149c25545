package nl.rijkscloud.oversight;

import static nl.rijkscloud.http.Routing.post;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.access.GrantAccess;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Query;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.typed.EmailAddress;
import nl.rijkscloud.typed.TypedText;

/** The addresses by which staff list transfers, read one of them, and change it. */
final class OversightRoutes {
    private static final String ALL = "/api/staff/transfers";
    private static final String ONE = ALL + "/:id";
    private static final int USUAL_PAGE = 25;
    private static final int MAX_EMAIL_LENGTH = 320;
    private static final int MAX_TIME_LENGTH = 40;

    /** The services by which staff look at transfers and change them. */
    record Oversight(
            Listings listings, Dossiers dossiers, TransferWithdrawal withdrawal, ExpiryExtension extension,
            RecipientSharing sharing, TransferReminder reminder, Throttle throttle, Limits limits) {
        private Future<Void> countChange(Viewer viewer) {
            return throttle.count(limits.changesByStaff(viewer.id()));
        }
    }

    private final StaffAccess access;
    private final Oversight oversight;
    private final GrantAccess grants;
    private final Audit audit;

    OversightRoutes(StaffAccess access, GrantAccess grants, Oversight oversight, Audit audit) {
        this.access = access;
        this.oversight = oversight;
        this.grants = grants;
        this.audit = audit;
    }

    public void mount(Router router) {
        router.get(ALL).handler(ctx -> list(ctx, Query.text(ctx, "q").map(SearchWords::of)));
        post(router, ALL + "/search", ctx -> list(ctx, Optional.of(
                SearchWords.of(Json.text(Json.body(ctx), "q", SearchWords.MAX_LENGTH)))));
        router.get("/api/staff/counts").handler(this::count);
        router.get(ONE).handler(this::read);
        post(router, ONE + "/withdraw", change((ctx, viewer, id, body) -> oversight.countChange(viewer)
                .compose(counted -> oversight.withdrawal().withdraw(viewer, id))));
        post(router, ONE + "/extend", change((ctx, viewer, id, body) -> oversight.countChange(viewer)
                .compose(counted -> oversight.extension().extend(viewer, id, until(body)))));
        post(router, ONE + "/share", change(this::share));
        post(router, ONE + "/resend", change(this::resend));
        post(router, ONE + "/remind", this::remind);
    }

    /**
     * A page of transfers, newest first. Pages send the words in a body, so that names stand in no address; programs
     * may use the query.
     */
    private void list(RoutingContext ctx, Optional<SearchWords> words) {
        viewer(ctx)
                .compose(viewer -> page(ctx, viewer, filter(ctx), question(ctx, words)))
                .onSuccess(page -> Json.answer(ctx, 200, page.toJson()))
                .onFailure(ctx::fail);
    }

    private void count(RoutingContext ctx) {
        viewer(ctx)
                .compose(viewer -> {
                    var view = Query.word(ctx, "view", Filter.View.class).orElse(Filter.View.MINE);
                    return mayUse(viewer, view).compose(allowed -> oversight.listings().count(viewer, view));
                })
                .onSuccess(counts -> Json.answer(ctx, 200, counts))
                .onFailure(ctx::fail);
    }

    private Future<Void> mayUse(Viewer viewer, Filter.View view) {
        return viewer.mayUse(view) ? Future.succeededFuture() : audit.refused(
                AuditEntry.refused(viewer.actor(), Action.ROLE_CHECKED, Result.MISSING_ROLE, Subject.NONE),
                Failure.notFound());
    }

    private Future<Listings.Page> page(
            RoutingContext ctx, Viewer viewer, Filter filter, RecentStore.Question question) {
        var after = question.sort() == Sort.DATE
                ? Query.read(ctx, "after", text -> Cursor.of(text).orElseThrow(IllegalArgumentException::new))
                : Optional.<Cursor>empty();
        var limit = Query.number(ctx, "limit", USUAL_PAGE, Listings.MAX_PAGE);
        return mayUse(viewer, filter.view())
                .compose(allowed -> oversight.listings().page(viewer, filter, question, after, limit));
    }

    private static RecentStore.Question question(RoutingContext ctx, Optional<SearchWords> words) {
        var sort = Query.word(ctx, "sort", Sort.class).orElse(Sort.DATE);
        var skip = sort == Sort.DATE || Query.text(ctx, "after").isEmpty()
                ? 0
                : Query.number(ctx, "after", 1, RecentStore.NEWEST);
        return new RecentStore.Question(
                Query.word(ctx, "tab", Tab.class), words, Query.read(ctx, "batch", UUID::fromString), sort, skip);
    }

    private static Filter filter(RoutingContext ctx) {
        return new Filter(
                Query.word(ctx, "view", Filter.View.class).orElse(Filter.View.MINE),
                Query.word(ctx, "kind", Transfer.Kind.class), Query.word(ctx, "state", Transfer.State.class),
                Query.moment(ctx, "from"), Query.moment(ctx, "to"), Query.text(ctx, "party")
                        .map(OversightRoutes::party),
                Query.flag(ctx, "outstanding"));
    }

    /** An address in the form in which it is stored, or the end of one, in lower case. */
    private static String party(String typed) {
        return EmailAddress.read(typed).found().orElseGet(() -> TypedText.line(typed)).toLowerCase(Locale.ROOT);
    }

    /** One transfer: names and message are in it only if this browser has opened a link of it. */
    private void read(RoutingContext ctx) {
        viewer(ctx)
                .compose(viewer -> findReadable(ctx, Routing.pathId(ctx))
                        .compose(grant -> oversight.dossiers().read(viewer, Routing.pathId(ctx), grant)))
                .onSuccess(dossier -> Json.answer(ctx, 200, dossier.toJson()))
                .onFailure(ctx::fail);
    }

    /** Finds a grant of this browser that shows names and message. */
    private Future<Optional<Grant>> findReadable(RoutingContext ctx, UUID transfer) {
        return grants.find(ctx, transfer, LinkKind.DOWNLOAD).compose(found -> found.isPresent()
                ? Future.succeededFuture(found)
                : grants.find(ctx, transfer, LinkKind.REPORT));
    }

    private Future<Void> share(RoutingContext ctx, Viewer viewer, UUID transfer, JsonObject body) {
        return requireKey(ctx, viewer, transfer, Action.TRANSFER_SHARED).compose(grant -> oversight.sharing()
                .share(grant, Json.text(body, "email", MAX_EMAIL_LENGTH).strip()));
    }

    private Future<Void> resend(RoutingContext ctx, Viewer viewer, UUID transfer, JsonObject body) {
        return requireKey(ctx, viewer, transfer, Action.LINK_REISSUED).compose(grant -> oversight.sharing()
                .resend(grant, Json.id(body, "recipient").orElseThrow(() -> Json.invalid("recipient", "required"))));
    }

    /** Mails a reminder to the outsiders who have to do something, and answers their addresses. */
    private void remind(RoutingContext ctx) {
        Json.body(ctx); // it is empty, but requiring JSON keeps out forms of other sites
        viewer(ctx)
                .compose(viewer -> oversight.countChange(viewer)
                        .compose(counted -> oversight.reminder().remind(viewer, Routing.pathId(ctx))))
                .onSuccess(to -> Json.answer(ctx, 202, new JsonObject().put("reminded", new JsonArray(to))))
                .onFailure(ctx::fail);
    }

    private Future<Grant> requireKey(RoutingContext ctx, Viewer viewer, UUID transfer, Action action) {
        return grants.find(ctx, transfer, LinkKind.DOWNLOAD)
                .compose(found -> oversight.dossiers().requireKey(viewer, transfer, found, action));
    }

    private static Instant until(JsonObject body) {
        try {
            return Query.parseMoment(Json.text(body, "until", MAX_TIME_LENGTH));
        } catch (DateTimeException invalid) {
            throw Json.invalid("until", "invalid");
        }
    }

    /** Changes the transfer that the path names; the failure becomes the response. */
    private interface Change {
        Future<Void> apply(RoutingContext ctx, Viewer viewer, UUID transfer, JsonObject body);
    }

    private Handler<RoutingContext> change(Change change) {
        return ctx -> {
            var body = Json.body(ctx);
            viewer(ctx)
                    .compose(viewer -> change.apply(ctx, viewer, Routing.pathId(ctx), body))
                    .compose(done -> ctx.response().setStatusCode(204).end())
                    .onFailure(ctx::fail);
        };
    }

    /** The signed-in person, with their departments as they are now. Fails as {@link StaffAccess#of} does. */
    private Future<Viewer> viewer(RoutingContext ctx) {
        return access.of(ctx, Role.MEDEWERKER, Role.BEHEERDER).map(member -> {
            var person = member.staff();
            return new Viewer(
                    person.id(), person.email(), member.departments(), person.has(Role.MEDEWERKER),
                    person.has(Role.BEHEERDER), Optional.of(member.source()));
        });
    }
}
