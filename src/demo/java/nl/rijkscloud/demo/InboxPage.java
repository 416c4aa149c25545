package nl.rijkscloud.demo;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeParseException;

/**
 * Shows the inbox in a browser, at {@code /demo/}, and to programs, at {@code /demo/api/messages}, on the portal's own
 * port. Demo only.
 */
record InboxPage(Inbox inbox) {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final int MOST_SECONDS = 30;
    private static final long LOOK_AGAIN_MS = 20;

    void mount(Router router) {
        // A plain route would also match "/demo/", and redirect it without end.
        router.getWithRegex("/demo").handler(context -> context.redirect("/demo/"));
        router.get("/demo/").handler(file("inbox.html", "text/html; charset=utf-8"));
        router.get("/demo/inbox.js").handler(file("inbox.js", "text/javascript; charset=utf-8"));
        router.get("/demo/inbox.css").handler(file("inbox.css", "text/css; charset=utf-8"));
        router.get("/demo/api/messages").handler(this::messages);
    }

    /**
     * The messages that fit {@link Wanted}, oldest first. With {@code wait} the response comes as soon as there is one,
     * and is empty after so many seconds: a client that waits for one mail among thousands does not have to poll.
     */
    private void messages(RoutingContext context) {
        try {
            var parameters = context.queryParams();
            var seconds = parameters.contains("wait") ? Integer.parseInt(parameters.get("wait")) : 0;
            var end = System.nanoTime() + Math.min(seconds, MOST_SECONDS) * 1_000_000_000L;
            answer(context, Wanted.of(parameters), end);
        } catch (NumberFormatException | DateTimeParseException malformed) {
            context.response().setStatusCode(400).end();
        }
    }

    private void answer(RoutingContext context, Wanted wanted, long end) {
        var found = inbox.messages().stream().filter(wanted).map(Caught::toJson).toList();
        if (found.isEmpty() && System.nanoTime() < end) {
            if (!context.response().closed()) {
                context.vertx().setTimer(LOOK_AGAIN_MS, again -> answer(context, wanted, end));
            }
            return;
        }
        send(context, "application/json", new JsonArray(found).toBuffer());
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
