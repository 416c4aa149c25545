package nl.rijkscloud.pages;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * GET and HEAD of {@code /assets/<digest>/<name>}. A browser that still has a page of another version (a node was
 * just replaced) gets today's file, but may not keep it under yesterday's address. Event loop; no state.
 */
final class AssetHandler implements Handler<RoutingContext> {
    private static final String ROOT = "/assets/";

    private final Assets assets;

    AssetHandler(Assets assets) {
        this.assets = assets;
    }

    /** One file at an address of its own, which browsers ask for by themselves. */
    static Handler<RoutingContext> alone(Assets assets, String name) {
        return context -> assets.find(name).ifPresentOrElse(
                content -> content.answer(context, 200, "public, max-age=86400"), context::next);
    }

    @Override
    public void handle(RoutingContext context) {
        String path = context.request().path();
        int slash = path.indexOf('/', ROOT.length());
        if (!path.startsWith(ROOT) || slash < 0) {
            context.next();
            return;
        }
        boolean current = path.substring(ROOT.length(), slash).equals(assets.version());
        assets.find(path.substring(slash + 1)).ifPresentOrElse(
                content -> content.answer(context, 200,
                        current ? "public, max-age=31536000, immutable" : "no-cache"),
                context::next);
    }
}
