package nl.rijkscloud.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.rijkscloud.testing.NewStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The addresses by which a beheerder imports a list of accounts. */
final class AccountImportTest {
    private static final String IMPORT = "/api/staff/accounts/import";
    private static final String HEADING = "email;name;mobile;departments;roles\n";

    private PortalClient beheerder;

    @BeforeEach
    void signIn() {
        var account = new NewStaff(TestPortal.shared());
        account.set("roles = '{beheerder}'");
        beheerder = account.signIn().browser();
    }

    @Test
    void shownPlanIsConfirmedByItsDigest() {
        var email = UUID.randomUUID() + "@igj.nl";
        var list = new JsonObject().put("csv", HEADING + email + ";Nieuw;0612345678;;helpdesk\n");

        var shown = beheerder.post(IMPORT + "/plan", list);
        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        var plan = new JsonObject(shown.body());
        assertThat(plan.getJsonArray("added")).containsExactly(new JsonObject().put("name", "Nieuw")
                .put("email", email).put("numberEnding", "78").put("roles", JsonArray.of("helpdesk"))
                .put("departments", new JsonArray()));
        assertThat(shown.body()).doesNotContain("12345678");

        var other = beheerder.post(IMPORT, list.copy().put("digest", "0".repeat(64)));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(new JsonObject(other.body()).getString("code")).isEqualTo("plan-changed");

        var done = beheerder.post(IMPORT, list.put("digest", plan.getString("digest")).put("passwords", true));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(done.headers().firstValue("Cache-Control")).contains("no-store");
        var passwords = new JsonObject(done.body()).getJsonArray("passwords");
        assertThat(passwords).hasSize(1);
        assertThat(passwords.getJsonObject(0).getString("email")).isEqualTo(email);
        assertThat(passwords.getJsonObject(0).getString("password")).matches("\\w{4}(-\\w{4}){4}");
        assertThat(TestDatabase.value(TestPortal.shared().config().database(),
                "select roles from staff where email = '" + email + "'")).contains("{helpdesk}");
    }

    @Test
    void mistakesHaveLineColumnAndCodeAndNeverACell() {
        var rows = IntStream.range(0, 150).mapToObj(i -> "p" + i + "@igj.nl;Persoon;0612345678;;geheim-woord")
                .collect(Collectors.joining("\n"));

        var problem = new JsonObject(refused(HEADING + rows).body());

        assertThat(problem.getInteger("mistakes")).isEqualTo(150);
        assertThat(problem.getJsonArray("errors")).hasSize(100).startsWith(
                new JsonObject().put("line", 2).put("field", "roles").put("code", "unknown"));
        assertThat(problem.encode()).doesNotContain("geheim-woord");
    }

    @Test
    void listsThatAreEmptyOrTooLongAreRefused() {
        var one = "p%d@igj.nl;Persoon;0612345678;;\n";
        var many = IntStream.range(0, 1_001).mapToObj(one::formatted).collect(Collectors.joining());

        assertThat(mistake(refused(HEADING))).isEqualTo("required");
        assertThat(mistake(refused(""))).isEqualTo("required");
        assertThat(mistake(refused(HEADING + many))).isEqualTo("too-many");
        assertThat(mistake(refused(HEADING + " ".repeat(256 << 10)))).isEqualTo("too-large");
    }

    @Test
    void changesOfAccountsAreCounted() {
        for (var i = 0; i < 60; i++) {
            assertThat(beheerder.post("/api/staff/departments", new JsonObject()).statusCode()).isEqualTo(422);
            assertThat(beheerder.post("/api/staff/accounts/" + UUID.randomUUID() + "/unlock", new JsonObject())
                    .statusCode()).isEqualTo(404);
        }

        for (var path : new String[] {"", "/import", "/import/plan", "/" + UUID.randomUUID() + "/password"}) {
            var counted = beheerder.post("/api/staff/accounts" + path, new JsonObject());
            assertThat(counted.statusCode()).as(path).isEqualTo(429);
            assertThat(counted.headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(beheerder.get("/api/staff/accounts").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> refused(String csv) {
        var answer = beheerder.post(IMPORT + "/plan", new JsonObject().put("csv", csv));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        return answer;
    }

    private static String mistake(HttpResponse<String> refused) {
        return new JsonObject(refused.body()).getJsonArray("errors").getJsonObject(0).getString("code");
    }
}
