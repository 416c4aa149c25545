package nl.rijkscloud.pages;

import com.samskivert.mustache.Escapers;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import nl.rijkscloud.http.HostCookie;
import nl.rijkscloud.http.RequestId;
import nl.rijkscloud.kernel.Language;

/**
 * A page about an error or about maintenance, in the language of the visitor's cookie, with the number of the request
 * and a note of the operator's. Event loop; no state.
 */
final class ErrorPage implements Handler<RoutingContext> {
    /** Where the rendered page has the number. */
    static final String NUMBER = "000-000-000";
    /** Where the rendered page has the note. */
    static final String NOTE = "<!-- note -->";

    private final Map<Language, String> html = new EnumMap<>(Language.class);
    private final int status;

    ErrorPage(Pages pages, String name, int status) {
        this.status = status;
        for (var language : Language.values()) {
            html.put(language, pages.page(name, language).plain().toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void handle(RoutingContext ctx) {
        answer(ctx, "");
    }

    /** @param note plain text; may be empty */
    void answer(RoutingContext ctx, String note) {
        var language = Language.of(ctx.request().getParam("taal"))
                .or(() -> HostCookie.LANGUAGE.read(ctx).flatMap(Language::of)).orElse(Language.DEFAULT);
        var written = note.isBlank() ? "" : "<p class=\"utrecht-paragraph\">" + Escapers.HTML.escape(note) + "</p>";
        var body = Buffer.buffer(String.valueOf(html.get(language))
                .replace(NUMBER, RequestId.of(ctx.response())).replace(NOTE, written));
        ctx.response().headers().add(HttpHeaders.VARY, HttpHeaders.COOKIE)
                .set(HttpHeaders.CONTENT_LANGUAGE, language.code())
                .set(HttpHeaders.CACHE_CONTROL, "no-store")
                .set(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        ctx.response().setStatusCode(status);
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            ctx.response().end();
        } else {
            ctx.response().end(body);
        }
    }
}
