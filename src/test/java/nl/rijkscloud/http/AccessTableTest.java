package nl.rijkscloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.rijkscloud.testing.AccessTable;
import nl.rijkscloud.testing.AccessTable.Row;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Every route with every credential. What is not allowed is one and the same 404, and where nobody is signed in, or gave the code, a 401 that says
 * which. Requests of those who are allowed end in something harmless where they would change anything: their own kind of 2xx, 409, 413 or 422.
 *
 * <p>A new route is one more line. {@code {open}} is a transfer that is being filled, {@code {upload}} a document of it, {@code {sent}} one that was
 * delivered to the Meldpunt, {@code {document}} a document of it, {@code {gone}} one that was withdrawn, {@code {none}} an id of nothing.
 */
final class AccessTableTest {
    private static final String UNTIL_PAST = "{\"until\": \"2026-01-01T00:00:00Z\"}";

    private static final List<Row> ROWS = List.of(
            //                                                                     nobody     links of it, nobody signed in      foreign  | signed in: own department  another department
            //                                                                               upload report download  links     without link  with  without with    beheerder functionaris
            Row.of("GET    /api/transfer?transfer={open}",                        "404         200    404    404      404       404   404     404   404     404    404"),
            Row.of("GET    /api/transfer?transfer={sent}",                        "404         404    404    401      404       404   200     404   404     404    404"),
            Row.of("POST   /api/transfer/submit?transfer={open}", "{}",           "404         409    404    404      404       404   404     404   404     404    404"),
            Row.of("POST   /api/uploads?transfer={open}",                         "404         413    404    404      404       404   404     404   404     404    404"),
            Row.of("HEAD   /api/uploads/{upload}",                                "404         200    404    404      404       404   404     404   404     404    404"),
            Row.of("PATCH  /api/uploads/{upload}",                                "404         409    404    404      404       404   404     404   404     404    404"),
            Row.of("DELETE /api/uploads/{upload}",                                "404         204    404    404      404       404   404     404   404     404    404"),
            Row.of("GET    /api/documents/{document}",                            "404         404    404    401      404       404   200     404   404     404    404"),
            Row.of("HEAD   /api/documents/{document}",                            "404         404    404    401      404       404   200     404   404     404    404"),
            Row.of("GET    /api/archive?transfer={sent}",                         "404         404    404    401      404       404   200     404   404     404    404"),
            Row.of("HEAD   /api/archive?transfer={sent}",                         "404         404    404    401      404       404   200     404   404     404    404"),
            Row.of("GET    /api/report?transfer={sent}",                          "404         404    200    404      404       404   404     404   404     404    404"),
            Row.of("POST   /api/report/reissue?transfer={sent}", "{\"secret\": []}", "404      404    422    404      404       404   404     404   404     404    404"),
            Row.of("GET    /api/staff/me",                                        "401         401    401    401      401       200   200     200   200     200    200"),
            Row.of("GET    /api/staff/transfers?view=mine",                       "401         401    401    401      401       200   200     200   200     404    404"),
            Row.of("GET    /api/staff/transfers?view=departments",                "401         401    401    401      401       200   200     200   200     404    404"),
            Row.of("GET    /api/staff/transfers?view=all",                        "401         401    401    401      401       404   404     404   404     200    404"),
            Row.of("GET    /api/staff/transfers/{sent}",                          "401         401    401    401      401       200   200     404   404     200    404"),
            Row.of("GET    /api/staff/transfers/{none}",                          "401         401    401    401      401       404   404     404   404     404    404"),
            Row.of("POST   /api/staff/transfers/{gone}/withdraw", "{}",           "401         401    401    401      401       409   409     404   404     404    404"),
            Row.of("POST   /api/staff/transfers/{sent}/extend", UNTIL_PAST,       "401         401    401    401      401       409   409     404   404     404    404"),
            Row.of("POST   /api/staff/transfers/{sent}/share", "{}",              "401         401    401    401      401       409   422     404   404     409    404"),
            Row.of("POST   /api/staff/transfers/{sent}/resend", "{}",             "401         401    401    401      401       409   422     404   404     409    404"),
            Row.of("GET    /api/staff/audit",                                     "401         401    401    401      401       404   404     404   404     404    200"),
            Row.of("GET    /api/staff/audit/export?transfer={none}",              "401         401    401    401      401       404   404     404   404     404    200"),
            Row.of("GET    /api/staff/queues",                                    "401         401    401    401      401       404   404     404   404     200    404"),
            Row.of("POST   /api/staff/queues/{none}/retry", "{}",                 "401         401    401    401      401       404   404     404   404     404    404"),
            Row.of("POST   /api/staff/queues/{waiting}/retry", "{}",              "401         401    401    401      401       404   404     404   404     204    404"),
            Row.of("POST   /api/staff/queues/{waiting}/drop", "{}",               "401         401    401    401      401       404   404     404   404     204    404"));

    /** For whoever comes along, or nothing but the session itself. */
    private static final List<String> FOR_EVERYBODY = List.of(
            "POST /api/submissions", "POST /api/sessions", "DELETE /api/sessions", "POST /api/staff/sign-in", "POST /api/staff/code",
            "POST /api/staff/return", "POST /api/staff/sign-out", "OPTIONS /api/uploads", "OPTIONS /api/uploads/{id}", "GET /api/openapi.yaml");

    private static final JsonObject NOTHING_HERE = new JsonObject()
            .put("type", "urn:rijkscloud:problem:not-found").put("title", "not found").put("status", 404)
            .put("detail", "There is nothing here for you.").put("code", "not-found");

    private static AccessTable table;

    @BeforeAll
    static void fill() throws Exception {
        table = AccessTable.fill();
    }

    @AfterAll
    static void clear() {
        table.clear();
    }

    @Test
    void everyCredentialGetsAtEveryRouteWhatIsItsOwnAndNothingElse() {
        var expected = ROWS.stream().map(row -> row.request() + " -> " + String.join(" ", row.statuses())).toList();
        var answered = ROWS.stream().map(row -> row.request() + " -> " + table.browsers().stream()
                .map(browser -> Integer.toString(send(row, browser).statusCode())).collect(Collectors.joining(" "))).toList();

        assertThat(answered).isEqualTo(expected);
    }

    @Test
    void whatIsNotAllowedIsOneAndTheSameAnswer() {
        for (var row : ROWS) {
            for (var browser : table.browsers()) {
                var answer = send(row, browser);
                if (answer.statusCode() == 404 && !row.request().startsWith("HEAD")) {
                    assertThat(new JsonObject(answer.body())).as(row.request()).isEqualTo(NOTHING_HERE);
                } else if (answer.statusCode() == 401 && !row.request().startsWith("HEAD")) {
                    assertThat(new JsonObject(answer.body()).getString("code")).as(row.request()).isIn("sign-in-required", "code-required");
                }
            }
        }
    }

    @Test
    void everyRouteIsInTheTable() throws IOException {
        var listed = ROWS.stream().map(row -> row.request().replaceAll("\\s+", " ").replaceAll("\\?.*", "").replaceAll("\\{\\w+}", "{id}"))
                .collect(Collectors.toCollection(TreeSet::new));
        listed.addAll(FOR_EVERYBODY);

        assertThat(listed).isEqualTo(described());
    }

    private static HttpResponse<String> send(Row row, PortalClient browser) {
        var path = table.path(row.path());
        if (row.path().startsWith(Tus.PATH)) { // tus names the transfer in the metadata
            return browser.send(row.method(), path, BodyPublishers.noBody(), "Tus-Resumable", "1.0.0", "Upload-Offset", "77",
                    "Content-Type", TusUpload.BODY, "Upload-Length", "1099511627776", "Upload-Metadata",
                    "filename YS50eHQ=,transfer " + TusUpload.base64(path.substring(path.indexOf('=') + 1)));
        }
        return row.body().isEmpty()
                ? browser.send(row.method(), path, BodyPublishers.noBody())
                : browser.send(row.method(), path, BodyPublishers.ofString(row.body()), "Content-Type", "application/json");
    }

    /** As the description has them, which OpenApiTest holds to the router. */
    private static TreeSet<String> described() throws IOException {
        var document = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of("docs/api/openapi.yaml")));
        var operations = new TreeSet<String>();
        ((Map<?, ?>) document.get("paths")).forEach((path, item) -> ((Map<?, ?>) item).keySet().stream()
                .map(method -> method.toString().toUpperCase())
                .filter(method -> method.matches("GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS"))
                .forEach(method -> operations.add(method + " " + path)));
        return operations;
    }
}
