package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SendingJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nonsense in a request of an authorised client is a client error and never an internal error. */
final class OddRequestsTest {
    /** Values that replace each member in turn, as JSON. */
    private static final List<String> ODD = List.of(
            "\"\\u0000\"", "\"a\\u0000@igj.nl\"", "\"\\ud800\"", "\"\\u202e\"", "\"-\"", "[]", "[null]", "[[]]", "{}",
            "{\"a\": {}}", "true", "0",
            "-1", "1e400", "9223372036854775808", "1".repeat(900), "\"+999999999-12-31T23:59:59Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"" + "x".repeat(60_000) + "\"", "\"1-1-1-1-1\"");

    private static final List<String> NO_BODY = List.of(
            "", "null", "[]", "1", "\"x\"", "{", "{}}", "{\"a\":}", "[".repeat(5_000), "{\"a\":".repeat(5_000),
            "\u0000", "NaN",
            "{\"a\": " + "9".repeat(20_000) + "}", "{\"" + "k".repeat(60_000) + "\": 1}");

    private static final DemoPortal PORTAL = TestPortal.shared();
    private static PortalClient staff;
    private static PortalClient operator;
    private static Map<String, JsonObject> bodies;

    @BeforeAll
    static void begin() {
        var lotte = StaffJourney.signIn(PORTAL, DemoStaff.LOTTE);
        var letter = new RecipientJourney(PORTAL, DemoStaff.LOTTE);
        lotte.open(letter.link());
        lotte.open(letter.sender().reportLink());
        staff = lotte.browser();
        operator = StaffJourney.signIn(PORTAL, DemoStaff.BRAM).browser();
        var draft = SendingJourney.begin(lotte);
        var recipient = new JsonObject().put("recipient", letter.recipient().toString());
        var transfer = "/api/staff/transfers/" + letter.transfer();
        bodies = Map.ofEntries(
                Map.entry("POST /api/submissions", SenderJourney.form("a@example.org", "nl")),
                Map.entry("POST /api/sessions", SenderJourney.parts(letter.link())),
                Map.entry("POST /api/sessions/code?transfer=" + letter.transfer(), new JsonObject().put("code", "")),
                Map.entry("POST /api/transfer/submit?transfer=" + draft.id(), SenderJourney.message()),
                Map.entry("POST /api/report/reissue?transfer=" + letter.transfer(),
                        recipient.copy().put("secret", "x")),
                Map.entry("POST /api/report/recipient?transfer=" + letter.transfer(),
                        recipient.copy().put("secret", "x")
                        .put("email", "a@example.org").put("mobile", "0612345678").put("name", "A")),
                Map.entry("POST /api/staff/sign-in", new JsonObject().put("email", "x@igj.nl").put("password", "x")),
                Map.entry("POST /api/staff/code", new JsonObject().put("code", "x")),
                Map.entry("POST /api/staff/transfers", SendingJourney.draft("a@example.org")),
                Map.entry("PUT /api/staff/transfers/" + draft.id(), SendingJourney.draft("a@example.org")),
                Map.entry("POST /api/staff/transfers/" + draft.id() + "/send", SenderJourney.message()),
                Map.entry("POST " + transfer + "/recipient", recipient.copy().put("mobile", "12")),
                Map.entry("POST " + transfer + "/unlock", recipient),
                Map.entry("POST " + transfer + "/extend", new JsonObject().put("until", "x")),
                Map.entry("POST " + transfer + "/share", new JsonObject().put("email", "x")),
                Map.entry("POST " + transfer + "/resend", new JsonObject().put("recipient", "x")),
                Map.entry("POST /api/staff/requests",
                        new JsonObject().put("to", new JsonObject().put("name", "A").put("email", "a@b"))
                        .put("explanation", "x").put("reference", "x").put("deadline", "x").put("repeat", false)
                        .put("maxSize", 1)
                        .put("alsoTo", new JsonArray().add("x")).put("language", "nl")),
                Map.entry("POST /api/staff/requests/csv?check=true",
                        new JsonObject().put("csv", "x").put("list", "x").put("explanation", "x")),
                Map.entry("POST /api/staff/addresses/check", new JsonObject().put("emails", new JsonArray().add("x"))));
    }

    /** Without this check the tests could run without access. */
    @AfterEach
    void stillSignedIn() {
        assertThat(staff.get("/api/staff/me").statusCode()).isEqualTo(200);
        assertThat(operator.get("/api/staff/me").statusCode()).isEqualTo(200);
    }

    @Test
    void oddMembersAreClientErrors() {
        for (var route : bodies.entrySet()) {
            route.getValue().fieldNames().forEach(member -> ODD.forEach(odd -> {
                var whole = route.getValue().copy().put(member, "@odd@").encode().replace("\"@odd@\"", odd);
                assertThat(send(route.getKey(), whole)).as(route.getKey() + " " + member + " " + shortened(odd))
                        .isLessThan(500);
            }));
        }
    }

    @Test
    void oddRecipientsAndOutsidersAreClientErrors() {
        for (var member : List.of("name", "email", "mobile", "organisation", "phone")) {
            for (var odd : ODD) {
                var one = new JsonObject().put("name", "A").put("email", "a@example.org").put("mobile", "0612345678")
                        .put(member, "@odd@");
                var body = new JsonObject().put("recipients", new JsonArray().add(one)).put("to", one)
                        .put("sender", one).put("contact", one)
                        .encode().replace("\"@odd@\"", odd);
                Stream.of("POST /api/staff/transfers", "POST /api/staff/requests", "POST /api/submissions").forEach(
                        route -> assertThat(send(route, body)).as(route + " " + member + " " + shortened(odd))
                        .isLessThan(500));
            }
        }
    }

    @Test
    void bodyThatIsNoObjectIsMalformed() {
        for (var route : bodies.keySet()) {
            for (var body : NO_BODY) {
                assertThat(send(route, body)).as(route + " " + shortened(body)).isBetween(400, 499);
            }
        }
    }

    @Test
    void oddAddressesAreClientErrors() {
        for (var value : List.of("%00", "%ff%fe", "%27", "x".repeat(2_000), "%2B999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "f_________8AAAAAAAAAAAAAAAAAAAAA",
                "gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "99999999999", "../..")) {
            for (var name : List.of("view", "kind", "state", "from", "to", "party", "outstanding", "after", "limit",
                    "transfer")) {
                for (var path : List.of("/api/staff/transfers", "/api/staff/queues", "/api/transfer", "/api/archive",
                        "/api/sessions/code")) {
                    var address = path + "?" + name + "=" + value;
                    assertThat(staff.get(address).statusCode()).as(address).isLessThan(500);
                    assertThat(operator.get(address).statusCode()).as(address).isLessThan(500);
                }
            }
            for (var path : List.of("/api/staff/transfers/", "/api/documents/", "/api/uploads/", "/ontvang/",
                    "/inspectie/verzending/")) {
                assertThat(staff.get(path + value).statusCode()).as(path + value).isLessThan(500);
            }
        }
    }

    /** HEAD and OPTIONS change nothing and reveal nothing. */
    @Test
    void otherMethodsAnswerTheSameToEverybody() {
        var nobody = new PortalClient(PORTAL.baseUrl());
        for (var route : bodies.keySet()) {
            var path = route.substring(route.indexOf(' ') + 1);
            for (var method : List.of("HEAD", "OPTIONS", path.equals("/api/sessions") ? "GET" : "DELETE", "PATCH",
                    "PROPFIND")) {
                var answer = send(staff, method, path);
                assertThat(answer.statusCode()).as(method + " " + path).isIn(401, 404, 405);
                assertThat(send(nobody, method, path).statusCode()).as(method + " " + path)
                        .isIn(401, answer.statusCode());
            }
        }
    }

    private static int send(String route, String body) {
        var parts = route.split(" ");
        return staff.send(parts[0], parts[1], BodyPublishers.ofString(body), "Content-Type", "application/json")
                .statusCode();
    }

    private static HttpResponse<String> send(PortalClient browser, String method, String path) {
        return browser.send(method, path, BodyPublishers.noBody());
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(40, text.length()));
    }
}
