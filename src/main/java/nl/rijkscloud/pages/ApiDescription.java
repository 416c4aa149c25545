package nl.rijkscloud.pages;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code GET /api/openapi.yaml}: this interface, described. */
public final class ApiDescription implements Handler<RoutingContext> {
    private final Buffer description;

    public ApiDescription() {
        try (var file = ApiDescription.class.getResourceAsStream("/api/openapi.yaml")) {
            description = Buffer.buffer(file.readAllBytes());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Override
    public void handle(RoutingContext ctx) {
        ctx.response().putHeader("Content-Type", "application/yaml").end(description);
    }
}
