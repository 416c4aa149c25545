package nl.rijkscloud.demo;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Shows the inbox in a browser, at {@code /demo/}, and to programs, at {@code /demo/api/messages}, on the portal's own
 * port. Demo only.
 */
record InboxPage(Inbox inbox) {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    void mount(Router router) {
        // As a plain route this would take "/demo/" as well, and send it round for ever.
        router.getWithRegex("/demo").handler(context -> context.redirect("/demo/"));
        router.get("/demo/").handler(file("inbox.html", "text/html; charset=utf-8"));
        router.get("/demo/inbox.js").handler(file("inbox.js", "text/javascript; charset=utf-8"));
        router.get("/demo/inbox.css").handler(file("inbox.css", "text/css; charset=utf-8"));
        router.get("/demo/api/messages")
                .handler(context ->
                        send(context, "application/json", inbox.toJson().toBuffer()));
    }

    private static Handler<RoutingContext> file(String name, String type) {
        var content = read(name);
        return context -> send(context, type, content);
    }

    private static void send(RoutingContext context, String type, Buffer content) {
        context.response()
                .putHeader("Content-Type", type)
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-store")
                .end(content);
    }

    private static Buffer read(String name) {
        try (var in = InboxPage.class.getResourceAsStream("/demo/" + name)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
