package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Stands before every route and makes the browser forget cookies that an attacker may have planted. If a request's
 * cookies are odd, none of ours counts, so ours are cleared too; the next link or sign-in sets a new one. A planted
 * cookie is cleared for each domain and path that it can have been planted for and that we may set. Event loop; no
 * state.
 */
public final class CookieGuard implements Handler<RoutingContext> {
    /** Bounds the answer's head: a proxy before us takes a few KiB of headers. */
    private static final int MOST_LINES = 40;
    private static final int MOST_LEVELS = 4;
    /** Headers are read as ISO 8859-1, so bytes of UTF-8 are sent back unchanged. */
    private static final Pattern CLEARABLE_NAME = Pattern.compile("[!-:<>-~\\u0080-\\u00ff]{0,80}");
    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9-]{1,63}\\.)+[A-Za-z][A-Za-z0-9-]{1,62}");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9/._~-]{1,200}");

    @Override
    public void handle(RoutingContext ctx) {
        var cookies = CookieHeader.of(ctx.request());
        if (cookies.isOdd()) {
            Stream.of(HostCookie.values()).filter(cookie -> cookie != HostCookie.LANGUAGE)
                    .forEach(cookie -> cookie.clear(ctx));
            var scopes = scopes(ctx.request());
            cookies.strange().stream()
                    .map(pair -> pair.indexOf('=') < 0 ? "=x" : pair.substring(0, pair.indexOf('=')) + "=")
                    .filter(name -> CLEARABLE_NAME.matcher(name.substring(0, name.indexOf('='))).matches())
                    .distinct()
                    .flatMap(name -> scopes.stream().map(scope -> name + "; Max-Age=0" + scope))
                    .limit(MOST_LINES)
                    .forEach(line -> ctx.response().headers().add(HttpHeaders.SET_COOKIE, line));
        }
        ctx.next();
    }

    private static List<String> scopes(HttpServerRequest request) {
        var domains = domains(request);
        return paths(request).stream().flatMap(path -> domains.stream().map(domain -> "; Path=" + path + domain))
                .toList();
    }

    /** No domain, this host and its parent domains; a browser ignores a domain that we may not set. */
    private static List<String> domains(HttpServerRequest request) {
        var domains = new ArrayList<>(List.of(""));
        var host = request.authority() == null ? "" : request.authority().host();
        while (domains.size() <= MOST_LEVELS && HOST.matcher(host).matches()) {
            domains.add("; Domain=" + host);
            host = host.substring(host.indexOf('.') + 1);
        }
        return domains;
    }

    /** The whole site, and each folder of the requested path. */
    private static List<String> paths(HttpServerRequest request) {
        var paths = new ArrayList<>(List.of("/"));
        var path = request.path() == null || !PATH.matcher(request.path()).matches() ? "/" : request.path();
        for (var end = path.indexOf('/', 1);
                paths.size() < MOST_LEVELS && path.length() > 1;
                end = path.indexOf('/', end + 1)) {
            paths.add(end < 0 ? path : path.substring(0, end));
            if (end < 0) {
                break;
            }
        }
        return paths;
    }
}
