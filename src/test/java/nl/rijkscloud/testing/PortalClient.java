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

/**
 * One browser as the portal sees it: HTTP/1.1 and the session's cookie. It keeps the cookie by hand, because a cookie that is Secure goes to no
 * {@code http} address in a jar that keeps the rules. Safe for use from any thread, once the cookie is there.
 */
public final class PortalClient {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI base;
    private volatile String cookie = "";

    /** @param base the portal's address, without a slash at the end */
    public PortalClient(URI base) {
        this.base = base;
    }

    public URI base() {
        return base;
    }

    /** The session's cookie as a request carries it, {@code name=value}; empty when there is none. */
    public String cookie() {
        return cookie;
    }

    /** The same browser in another window. */
    public PortalClient withSameCookie() {
        var other = new PortalClient(base);
        other.cookie = cookie;
        return other;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path, JsonObject body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode())));
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    public HttpResponse<byte[]> download(String path) {
        return send(request(path).GET(), BodyHandlers.ofByteArray());
    }

    /** The answer as it comes; whoever asked for it reads it to the end, or closes it. */
    public HttpResponse<InputStream> stream(String path, String... headers) {
        var request = request(path).GET();
        return send(headers.length == 0 ? request : request.headers(headers), BodyHandlers.ofInputStream());
    }

    public HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
        var request = request(path).method(method, body);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler) {
        try {
            var response = HTTP.send(request.build(), handler);
            response.headers().allValues("Set-Cookie").stream()
                    .filter(set -> set.startsWith("__Host-session="))
                    .forEach(set -> cookie = set.split(";", 2)[0]);
            return response;
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public static JsonObject json(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }
}
