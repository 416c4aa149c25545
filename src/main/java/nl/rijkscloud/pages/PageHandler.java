package nl.rijkscloud.pages;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import nl.rijkscloud.http.HostCookie;
import nl.rijkscloud.kernel.Language;

/**
 * One page, in the language of the visitor's cookie. {@code ?taal=nl} or {@code ?taal=en} on any page sets that cookie
 * and goes back to the same path without it. The transfer that the query names stays; other parts of the query go.
 * Event loop; no state.
 */
final class PageHandler implements Handler<RoutingContext> {
    private static final Duration YEAR = Duration.ofDays(365);

    private final Pages pages;
    private final String name;
    private final int status;
    private final String cacheControl;

    private PageHandler(Pages pages, String name, int status, String cacheControl) {
        this.pages = pages;
        this.name = name;
        this.status = status;
        this.cacheControl = cacheControl;
    }

    /** A page without a person: browsers may keep it as long as they ask whether it is still the same. */
    static PageHandler open(Pages pages, String name) {
        return new PageHandler(pages, name, 200, "private, no-cache");
    }

    /**
     * A page that shows what belongs to a person, or that they fill in: nothing of it stays behind on a shared
     * computer.
     */
    static PageHandler personal(Pages pages, String name) {
        return new PageHandler(pages, name, 200, "no-store");
    }

    static PageHandler failure(Pages pages, String name, int status) {
        return new PageHandler(pages, name, status, "no-store");
    }

    @Override
    public void handle(RoutingContext context) {
        Optional<Language> asked = Language.of(context.request().getParam("taal"));
        if (asked.isPresent()) {
            choose(context, asked.get());
            return;
        }
        Language language = HostCookie.LANGUAGE.read(context).flatMap(Language::of).orElse(Language.DEFAULT);
        context.response().headers().add(HttpHeaders.VARY, HttpHeaders.COOKIE)
                .set(HttpHeaders.CONTENT_LANGUAGE, language.code());
        pages.page(name, language).answer(context, status, cacheControl);
    }

    private static void choose(RoutingContext context, Language language) {
        HostCookie.LANGUAGE.write(context, language.code(), YEAR);
        context.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.LOCATION, ownPath(context.request().path())
                        + ownQuery(context.request().params()))
                .setStatusCode(303)
                .end();
    }

    /** The transfer that the page is about, or the one that a new one begins like. */
    private static String ownQuery(MultiMap asked) {
        return Stream.of("transfer", "zoals")
                .filter(name -> asked.contains(name) && asked.get(name).matches("[0-9a-f-]{36}"))
                .map(name -> "?" + name + "=" + asked.get(name))
                .findFirst().orElse("");
    }

    /**
     * "//elsewhere.example" and "/\\elsewhere.example" are addresses of another host to a browser: never echo those.
     * From a per cent sign on there may be the secret of a link, which is never echoed either.
     */
    private static String ownPath(String path) {
        var own = path == null ? "/" : path.replaceFirst("%.*", "");
        return own.matches("/([A-Za-z0-9._~-][A-Za-z0-9._~/-]*)?") ? own : "/";
    }
}
