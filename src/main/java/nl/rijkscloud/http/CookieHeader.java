package nl.rijkscloud.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookies of one request, read by the grammar of RFC 6265 section 4.2.1 and no other. A sub-domain, or anybody on
 * the network who answers for one over plain http, can plant cookies whose names lenient readers take for ours:
 * {@code ,__Host-session}, {@code $Version}, a Unicode space in front. So a header counts only if every reader finds
 * the same cookies in it; otherwise no cookie of ours counts, and {@link #strange()} lists the pairs to clear.
 *
 * <p>Other sites' cookies may have any value that neither holds one of our names nor opens a quote: statistics of a
 * parent domain often hold JSON.
 */
final class CookieHeader {
    /**
     * Visible ASCII without comma, quote, semicolon and equals sign; a dollar in front is an attribute to readers of
     * RFC 2965.
     */
    private static final Pattern NAME = Pattern.compile("[!#%-+\\--:<>-~][!#-+\\--:<>-~]*");
    /** The cookie-octets of RFC 6265. */
    private static final Pattern OUR_VALUE = Pattern.compile("[!#-+\\--:<-\\[\\]-~]*");

    private static final CookieHeader NONE = new CookieHeader(List.of(), true);

    private final Map<HostCookie, String> ours = new EnumMap<>(HostCookie.class);
    private final List<String> strange = new ArrayList<>();
    private final boolean sound;

    private CookieHeader(List<String> lines, boolean mayBeSplit) {
        var clean = mayBeSplit || lines.size() == 1;
        for (var line : lines) {
            for (var pair : line.split(";", -1)) {
                clean &= record(trim(pair));
            }
        }
        sound = clean;
    }

    /**
     * HTTP/2 may carry each cookie in a line of its own (RFC 9113 section 8.2.3); in HTTP/1 a second line is a second
     * header.
     */
    static CookieHeader of(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.COOKIE)
                ? new CookieHeader(
                        request.headers().getAll(HttpHeaders.COOKIE), request.version() == HttpVersion.HTTP_2)
                : NONE;
    }

    /** The value of this cookie, if the header is sound and holds it. */
    Optional<String> value(HostCookie cookie) {
        return sound ? Optional.ofNullable(ours.get(cookie)) : Optional.empty();
    }

    /** True when the header names a cookie of ours and is not sound. */
    boolean isOdd() {
        return !sound && (!ours.isEmpty() || strange.stream().anyMatch(HostCookie::isNamedIn));
    }

    /** The pairs that no honest browser sends, except those with exactly the name of a cookie of ours. */
    List<String> strange() {
        return List.copyOf(strange);
    }

    /** Records a pair. Returns true if it is well-formed and can be confused with no cookie of ours. */
    private boolean record(String pair) {
        var end = pair.indexOf('=');
        var name = pair.substring(0, Math.max(0, end));
        var value = pair.substring(end + 1);
        var cookie = HostCookie.named(name);
        if (cookie.isPresent()) {
            var first = ours.put(cookie.get(), value) == null;
            return first && OUR_VALUE.matcher(value).matches();
        }
        var clean = NAME.matcher(name).matches() && !opensQuote(value) && !HostCookie.isNamedIn(pair);
        if (!clean) {
            strange.add(pair);
        }
        return clean;
    }

    private static boolean opensQuote(String value) {
        return value.startsWith("\"") && (value.length() == 1 || !value.endsWith("\""));
    }

    /** Removes spaces and tabs at both ends. Other white space of Unicode stays: here it is part of a name. */
    private static String trim(String pair) {
        var from = 0;
        var to = pair.length();
        while (from < to && isBlank(pair.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(pair.charAt(to - 1))) {
            to--;
        }
        return pair.substring(from, to);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }
}
