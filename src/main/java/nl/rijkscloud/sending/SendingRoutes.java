package nl.rijkscloud.sending;

import static nl.rijkscloud.http.Routing.post;
import static nl.rijkscloud.http.Routing.put;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.OwnTransferAccess;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.compose.SubmitService;
import nl.rijkscloud.compose.TransferJson;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.transfer.Correction;
import nl.rijkscloud.transfer.Message;

/** The addresses by which staff send documents to outsiders, and correct a recipient afterwards. */
final class SendingRoutes {
    private static final String ALL = "/api/staff/transfers";
    private static final String ONE = ALL + "/:id";

    private final StaffAccess access;
    private final OwnTransferAccess own;
    private final Drafts drafts;
    private final SubmitService submit;
    private final RecipientChanges changes;
    private final Correction.Form corrections;
    private final Config.Codes codes;

    SendingRoutes(
            StaffAccess access, OwnTransferAccess own, Drafts drafts, SubmitService submit, RecipientChanges changes,
            Correction.Form corrections, Config.Codes codes) {
        this.access = access;
        this.own = own;
        this.drafts = drafts;
        this.submit = submit;
        this.changes = changes;
        this.corrections = corrections;
        this.codes = codes;
    }

    public void mount(Router router) {
        post(router, ALL, this::begin);
        put(router, ONE, this::save);
        router.get(ONE + "/copy").handler(this::copy);
        post(router, ONE + "/send", this::send);
        post(router, ONE + "/recipient", this::correctNumber);
        post(router, ONE + "/unlock", this::unlock);
    }

    /** Begins a draft; the answer names the transfer to which uploads then belong. */
    private void begin(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> drafts.begin(member, draft(ctx)))
                .onSuccess(id -> Json.answer(ctx, 201, new JsonObject().put("id", id.toString())))
                .onFailure(ctx::fail);
    }

    /** Replaces recipients, language and message of a draft. */
    private void save(RoutingContext ctx) {
        grant(ctx)
                .compose(grant -> drafts.save(grant, draft(ctx)))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    /** Answers recipients and language of an earlier sending of the same person, for a new one. */
    private void copy(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> drafts.copy(member.staff().id(), Routing.pathId(ctx)))
                .onSuccess(draft -> Json.answer(ctx, 200, draft.addressesToJson()))
                .onFailure(ctx::fail);
    }

    /** Sends the draft; a repeated request gets the answer of the first. */
    private void send(RoutingContext ctx) {
        grant(ctx)
                .compose(grant -> submit.submit(grant, Message.read(Json.body(ctx))))
                .onSuccess(sent -> Json.answer(ctx, 200, TransferJson.submitted(sent.transfer())))
                .onFailure(ctx::fail);
    }

    /** Corrects the mobile number of an outsider who receives documents. */
    private void correctNumber(RoutingContext ctx) {
        var body = Json.body(ctx);
        var recipient = Json.id(body, "recipient");
        own.of(ctx, Routing.pathId(ctx))
                .compose(owned -> changes.changeNumber(
                        owned.transfer().id(), recipient.orElseThrow(Failure::notFound), corrections.readMobile(body),
                        owned.by()))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    /** Lets an outsider try codes again, after the sender has spoken with them on the phone. */
    private void unlock(RoutingContext ctx) {
        var recipient = Json.id(Json.body(ctx), "recipient");
        own.of(ctx, Routing.pathId(ctx))
                .compose(owned -> changes.unlock(
                        owned.transfer().id(), recipient.orElseThrow(Failure::notFound), owned.by()))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    /** The caller's grant on the draft that the path names. */
    private Future<Grant> grant(RoutingContext ctx) {
        return access.of(ctx, Role.MEDEWERKER).compose(member -> drafts
                .grant(member.session(), member.staff().id(), Routing.pathId(ctx))
                .map(grant -> grant.from(member.source())));
    }

    private Draft draft(RoutingContext ctx) {
        var body = Json.body(ctx);
        return Draft.read(body, Message.read(body), codes);
    }
}
