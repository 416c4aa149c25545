package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import nl.rijkscloud.compose.TransferJson;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestCertificate;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Calls every described route with every method, with and without a body: no request stays active once it was answered
 * or cut.
 */
final class ActiveRequestsTest {
    /** Operations. A client that cuts too many streams is disconnected. */
    private static final int MOST_ON_A_CONNECTION = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final java.net.http.HttpClient HTTP = java.net.http.HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static DemoPortal plain;
    private static DemoPortal encrypted;
    private static List<String> cookies;
    private static String upload;

    private record Operation(String method, String path) {
        /** Comes last when it removes what other requests need. */
        boolean ends() {
            return method.equals("DELETE") || path.matches(".*/(submit|sign-out|withdraw)");
        }
    }

    /** The part of a body that is sent, and whether the client cuts the connection then. */
    private enum Shape { NO_BODY, WHOLE, HALF_AND_CUT, CHUNK_AND_CUT }

    @BeforeAll
    static void start() throws Exception {
        var portals = TestPortal.two(folder, new JsonObject(), TestCertificate.make(folder, "EC").settings());
        plain = portals.getFirst();
        encrypted = portals.getLast();
        var sender = SenderJourney.begin(plain);
        upload = TusUpload.create(sender.browser(), "half.txt", 100_000).path();
        cookies = List.of("", sender.browser().cookie(),
                StaffJourney.signIn(plain, DemoStaff.SANNE).browser().cookie());
    }

    @AfterAll
    static void close() {
        encrypted.close();
        plain.close();
    }

    @Test
    void noRequestOfHttp1StaysActive() throws Exception {
        var open = new ArrayList<RawConnection>(); // a closing connection would end its request in any case
        try {
            for (var operation : operations()) {
                for (var cookie : cookies) {
                    for (var shape : Shape.values()) {
                        open.add(ask(operation, cookie, shape));
                    }
                }
            }
            awaitNoneActive(plain);
        } finally {
            for (var line : open) {
                line.close();
            }
        }
    }

    @Test
    void noRequestOfHttp2StaysActive() throws Exception {
        var vertx = Vertx.vertx();
        try {
            for (var cookie : cookies) {
                var client = client(vertx);
                var asked = 0;
                for (var operation : operations()) {
                    if (++asked % MOST_ON_A_CONNECTION == 0) {
                        client = client(vertx);
                    }
                    for (var shape : Shape.values()) {
                        ask(client, operation, cookie, shape);
                    }
                }
            }
            awaitNoneActive(encrypted); // with the connections still open
        } finally {
            vertx.close().await();
        }
    }

    private static HttpClient client(Vertx vertx) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2).setUseAlpn(true).setSsl(true).setTrustAll(true)
                .setVerifyHost(false));
    }

    private static RawConnection ask(Operation operation, String cookie, Shape shape) throws Exception {
        var line = new RawConnection(plain.baseUrl());
        var lines = new ArrayList<>(List.of(operation.method() + " " + operation.path() + " HTTP/1.1",
                "Host: " + plain.baseUrl().getAuthority()));
        if (!cookie.isEmpty()) {
            lines.add("Cookie: " + cookie);
        }
        headers(operation).forEach((name, value) -> lines.add(name + ": " + value));
        switch (shape) {
            case NO_BODY -> {}
            case WHOLE -> lines.add("Content-Length: 2");
            case HALF_AND_CUT -> lines.add("Content-Length: 60000");
            case CHUNK_AND_CUT -> lines.add("Transfer-Encoding: chunked");
        }
        lines.add("");
        line.lines(lines.toArray(String[]::new));
        switch (shape) {
            case NO_BODY -> line.readHead();
            case WHOLE -> line.bytes("{}".getBytes(StandardCharsets.US_ASCII)).readHead();
            case HALF_AND_CUT -> line.bytes("{}".getBytes(StandardCharsets.US_ASCII)).cut();
            case CHUNK_AND_CUT -> line.lines("2", "{}").cut();
        }
        return line;
    }

    private static void ask(HttpClient client, Operation operation, String cookie, Shape shape) {
        var server = encrypted.config().server();
        var request = client.request(HttpMethod.valueOf(operation.method()), server.port(), "localhost",
                operation.path()).await();
        if (!cookie.isEmpty()) {
            request.putHeader("Cookie", cookie);
        }
        headers(operation).forEach(request::putHeader);
        switch (shape) {
            case NO_BODY -> request.send().compose(HttpClientResponse::body).await();
            case WHOLE -> request.send("{}").compose(HttpClientResponse::body).await();
            case HALF_AND_CUT -> {
                request.putHeader("Content-Length", "60000").write("{}").await();
                cut(request);
            }
            case CHUNK_AND_CUT -> {
                request.setChunked(true).write("{}").await();
                cut(request);
            }
        }
    }

    /** When the response is complete the stream is over and cannot be cut. */
    private static void cut(HttpClientRequest request) {
        request.exceptionHandler(over -> {});
        request.reset();
    }

    private static Map<String, String> headers(Operation operation) {
        return operation.path().startsWith(TransferJson.UPLOADS)
                ? Map.of(
                        "Tus-Resumable", "1.0.0", "Upload-Offset", "0", "Content-Type", TusUpload.BODY,
                        "X-HTTP-Method-Override", "PATCH",
                        "Upload-Length", "10", "Upload-Metadata", "filename YS50eHQ=")
                : Map.of("Content-Type", "application/json");
    }

    /** Includes requests of the management server: the one that reads the metric is active meanwhile. */
    private static void awaitNoneActive(DemoPortal portal) {
        var address = URI.create("http://127.0.0.1:" + portal.config().management().port() + "/metrics");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body().lines()
                        .filter(line -> line.startsWith("vertx_http_server_active_requests")).toList())
                .isNotEmpty().allMatch(line -> line.endsWith(line.contains("\"GET\"") ? " 1.0" : " 0.0")));
    }

    private static List<Operation> operations() throws IOException {
        var document = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("docs/api/openapi.yaml")));
        return ((Map<?, ?>) document.get("paths")).entrySet().stream()
                .flatMap(path -> ((Map<?, ?>) path.getValue()).keySet().stream()
                        .map(method -> method.toString().toUpperCase(Locale.ROOT))
                        .filter(method -> method.matches("GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS"))
                        .map(method -> new Operation(method, filled(path.getKey().toString()))))
                .filter(operation -> !operation.path().endsWith("/bytes")) // stays active until its reader has it all
                .sorted(Comparator.comparing(Operation::ends))
                .toList();
    }

    private static String filled(String path) {
        return path.replace(TransferJson.UPLOADS + "/{id}", upload)
                .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    }
}
