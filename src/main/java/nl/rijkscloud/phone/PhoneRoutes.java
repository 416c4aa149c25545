package nl.rijkscloud.phone;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.compose.TransferReader;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.link.LinkKind;

/** {@code /api/transfer/phone}: makes the link for a phone, and tells the phone the limits. */
final class PhoneRoutes {
    private static final String PATH = "/api/transfer/phone";

    private final Access access;
    private final PhoneLinks phones;
    private final TransferReader reader;

    PhoneRoutes(Access access, PhoneLinks phones, TransferReader reader) {
        this.access = access;
        this.phones = phones;
        this.reader = reader;
    }

    public void mount(Router router) {
        Routing.post(router, PATH, this::issue);
        router.get(PATH).handler(this::read);
    }

    /** {@code POST}: a person has asked for a code on their screen. */
    private void issue(RoutingContext ctx) {
        Json.body(ctx);
        access.of(ctx, LinkKind.UPLOAD)
                .compose(phones::issue)
                .onSuccess(link -> Json.answer(ctx, 201, json(link)))
                .onFailure(ctx::fail);
    }

    /** {@code GET}: the phone that has opened the link asks where it adds documents to, and which. */
    private void read(RoutingContext ctx) {
        access.of(ctx, LinkKind.PHONE)
                .compose(reader::readForPhone)
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    private static JsonObject json(PhoneLinks.PhoneLink link) {
        var code = QrCode.of(link.url());
        return new JsonObject().put("link", link.url()).put("until", link.until().toString())
                .put("code", new JsonObject().put("size", code.size()).put("path", code.path()));
    }
}
