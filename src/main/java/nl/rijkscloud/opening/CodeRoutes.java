package nl.rijkscloud.opening;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.access.LinkAccess;
import nl.rijkscloud.access.SessionCookie;
import nl.rijkscloud.code.RecipientCodeService;
import nl.rijkscloud.code.RecipientCodeService.CodeStatus;
import nl.rijkscloud.code.RecipientCodeService.RecipientGuess;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * The addresses at which an outsider who receives documents fills in the code of the text message, or asks for another.
 */
final class CodeRoutes {
    private static final int MAX_CODE = 16;

    private final CodeAccess access;
    private final Database database;
    private final DocumentStore documents;
    private final RecipientCodeService codes;

    CodeRoutes(LinkAccess links, Database database, TransferStore transfers, RecipientStore recipients,
            DocumentStore documents, RecipientCodeService codes) {
        this.access = new CodeAccess(links, database, transfers, recipients);
        this.database = database;
        this.documents = documents;
        this.codes = codes;
    }

    public void mount(Router router) {
        router.get("/api/sessions/code").handler(this::read);
        Routing.post(router, "/api/sessions/code", this::enter);
        Routing.post(router, "/api/sessions/code/resend", this::resend);
    }

    /** Tells how things stand with the code, and how much it opens. It sends nothing. */
    private void read(RoutingContext ctx) {
        access.of(ctx)
                .compose(asker -> codes.findStatus(asker.recipient())
                        .map(status -> json(asker.phone(), status))
                        .compose(json -> documents.acceptedSize(database.client(), asker.grant().transfer())
                                .map(size -> json.put("documentCount", asker.documents()).put("size", size))))
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    /** Compares a code. When it is right the session goes on under another cookie. */
    private void enter(RoutingContext ctx) {
        var code = Json.text(Json.body(ctx), "code", MAX_CODE).replace(" ", "");
        access.of(ctx)
                .compose(asker -> codes.open(guess(asker, code)).map(session -> {
                    SessionCookie.write(ctx, session);
                    return asker.grant();
                }))
                .onSuccess(grant -> Json.answer(
                        ctx, 200, new JsonObject().put("kind", grant.kind().sql())
                                .put("transfer", grant.transfer().toString())))
                .onFailure(ctx::fail);
    }

    /** Sends a fresh code. Only this button does, so that a mail scanner that opens the link sends none. */
    private void resend(RoutingContext ctx) {
        Json.body(ctx);
        access.of(ctx)
                .compose(asker -> {
                    var to = asker.receiver();
                    return codes.request(to, asker.grant().actor()).map(wait -> new JsonObject()
                            .put("numberEnding", to.phone().ending())
                            .put("retryAfter", wait.toSeconds()));
                })
                .onSuccess(json -> Json.answer(ctx, 202, json))
                .onFailure(ctx::fail);
    }

    private static RecipientGuess guess(CodeAccess.Asker asker, String code) {
        var grant = asker.grant();
        return new RecipientGuess(
                grant.session(), grant.link().orElseThrow(), grant.actor(), grant.transfer(), asker.recipient(), code);
    }

    /**
     * The status that the page shows before a code is filled in; {@code retryAfter} is in whole seconds, rounded up.
     */
    static JsonObject json(Optional<PhoneNumber> phone, CodeStatus status) {
        return new JsonObject()
                .put("numberEnding", phone.map(PhoneNumber::ending).orElse(null))
                .put("codeUntil", status.until().map(Instant::toString).orElse(null))
                .put("means", status.means().word())
                .put("retryAfter", status.pause().plusMillis(999).toSeconds())
                .put("locked", status.locked());
    }
}
