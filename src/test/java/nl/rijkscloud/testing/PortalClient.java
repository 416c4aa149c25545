package nl.rijkscloud.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One browser as the portal sees it: HTTP and the portal's cookies. It keeps cookies by hand, because a standard
 * cookie jar sends no Secure cookie to an {@code http} address. Like a page it names the transfer of the newest link it
 * opened. Safe for use from any thread, once the cookie is there.
 */
public final class PortalClient {
    private static final HttpClient PLAIN = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** By the portal's address. */
    private static final Map<URI, HttpClient> SECURE = new ConcurrentHashMap<>();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Set<String> OF_A_TRANSFER = Set.of(
            "/api/transfer", "/api/transfer/message", "/api/transfer/chosen", "/api/transfer/chosen/removal",
            "/api/transfer/submit", "/api/transfer/answer", "/api/transfer/phone",
            "/api/archive", "/api/report", "/api/report/reissue", "/api/report/recipient",
            "/api/report/withdrawal",
            "/api/sessions/code", "/api/sessions/code/resend", "/api/uploads");

    private final URI base;
    private volatile Map<String, String> cookies = Map.of();
    private volatile String transfer;

    /** @param base the portal's address, without a slash at the end */
    public PortalClient(URI base) {
        this.base = base;
    }

    /** Sends the requests to a portal that speaks TLS with this client. */
    public static void connectWith(HttpClient client, URI base) {
        SECURE.put(base, client);
    }

    public URI base() {
        return base;
    }

    /** The cookies as a request carries them, {@code name=value}; empty when there are none. */
    public String cookie() {
        return String.join("; ", cookies.values());
    }

    /** The same browser at another server of the same portal. */
    public PortalClient at(URI other) {
        var there = new PortalClient(other);
        there.cookies = cookies;
        there.transfer = transfer;
        return there;
    }

    /** The same browser in another window. */
    public PortalClient withSameCookie() {
        var other = new PortalClient(base);
        other.cookies = cookies;
        other.transfer = transfer;
        return other;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path, JsonObject body) {
        var answer = send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode())));
        if (path.equals("/api/sessions") && answer.statusCode() == 200) {
            transfer = json(answer).getString("transfer");
        }
        return answer;
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    public HttpResponse<byte[]> download(String path) {
        return send(request(path).GET(), BodyHandlers.ofByteArray());
    }

    /** Posts JSON, and downloads what comes back. */
    public HttpResponse<byte[]> download(String path, JsonObject body) {
        return send(request(path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode())), BodyHandlers.ofByteArray());
    }

    /** The response as it arrives; the caller reads it to the end, or closes it. */
    public HttpResponse<InputStream> stream(String path, String... headers) {
        var request = request(path).GET();
        return send(headers.length == 0 ? request : request.headers(headers), BodyHandlers.ofInputStream());
    }

    public HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
        var request = request(path).method(method, body);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder request(String path) {
        var named = transfer != null && OF_A_TRANSFER.contains(path) ? path + "?transfer=" + transfer : path;
        var request = HttpRequest.newBuilder(base.resolve(named)).timeout(PATIENCE);
        return cookies.isEmpty() ? request : request.header("Cookie", cookie());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler) {
        try {
            var response = SECURE.getOrDefault(base, PLAIN).send(request.build(), handler);
            response.headers().allValues("Set-Cookie").stream()
                    .filter(set -> set.startsWith("__Host-"))
                    .forEach(set -> keep(set.split(";", 2)[0]));
            return response;
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** A cookie without a value was cleared. */
    private void keep(String cookie) {
        var changed = new TreeMap<>(cookies);
        var name = cookie.substring(0, cookie.indexOf('='));
        changed.put(name, cookie);
        changed.values().removeIf(kept -> kept.equals(name + "="));
        cookies = Map.copyOf(changed);
    }

    public static JsonObject json(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }
}
