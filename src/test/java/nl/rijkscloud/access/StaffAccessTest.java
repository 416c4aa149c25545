package nl.rijkscloud.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.http.HostCookie;
import nl.rijkscloud.http.Problems;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.SignInOrigin;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.SessionSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staff routes check roles; tried on a router of their own. */
final class StaffAccessTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private final UUID staff = UUID.randomUUID();
    private SampleTransfer parts;
    private SessionSecret session;
    private int port;

    @BeforeEach
    void serve() {
        parts = new SampleTransfer(folder);
        TestDatabase.sql(parts.config, """
                insert into staff (id, email, name, roles, created_at)
                values ('%s', 'j@igj.nl', 'Jan', '{beheerder}', now())"""
                .formatted(staff));
        session = parts.sessions.signIn(
                parts.sessions.ensure(Optional.empty()).await(), staff, SampleTransfer.SOURCE, SignInOrigin.PASSWORD)
                .await();
        var access = new StaffAccess(
                parts.sessions, new ClientAddress(java.util.List.of()), parts.audit);
        var router = Router.router(parts.vertx);
        router.route().failureHandler(new Problems());
        route(router, "/anybody", access);
        route(router, "/overseers", access, Role.BEHEERDER, Role.FUNCTIONARIS);
        route(router, "/officer", access, Role.FUNCTIONARIS);
        router.route().last().handler(ctx -> ctx.fail(Failure.notFound()));
        port = parts.vertx.createHttpServer().requestHandler(router).listen(0, "localhost").await().actualPort();
    }

    private static void route(Router router, String path, StaffAccess access, Role... roles) {
        router.get(path).handler(ctx -> access.of(ctx, roles)
                .onSuccess(member -> ctx.end(member.staff().name()))
                .onFailure(ctx::fail));
    }

    @AfterEach
    void close() {
        parts.close();
    }

    @Test
    void oneRoleOfSeveralIsEnoughAndAnEmptyListTakesAnySignedInPerson() throws Exception {
        assertThat(get("/anybody").body()).isEqualTo("Jan");
        assertThat(get("/overseers").body()).isEqualTo("Jan");
    }

    @Test
    void missingRoleAnswersLikeAMissingPage() throws Exception {
        var missing = get("/nowhere");
        var other = get("/officer");

        assertThat(other.statusCode()).isEqualTo(missing.statusCode()).isEqualTo(404);
        assertThat(other.body()).isEqualTo(missing.body());
    }

    @Test
    void everyRouteAsksForSignInWithoutASession() throws Exception {
        session = SessionSecret.random(new java.security.SecureRandom());

        for (var path : new String[] {"/anybody", "/overseers", "/officer"}) {
            assertThat(get(path).statusCode()).isEqualTo(401);
            assertThat(new JsonObject(get(path).body()).getString("code")).isEqualTo("sign-in-required");
        }
    }

    @Test
    void removedRoleOrAccountLosesAccessAtOnce() throws Exception {
        TestDatabase.sql(parts.config, "update staff set roles = '{medewerker}'");
        assertThat(get("/overseers").statusCode()).isEqualTo(404);

        TestDatabase.sql(parts.config, "update staff set disabled_at = now()");
        assertThat(get("/anybody").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Cookie", HostCookie.SESSION.title() + "=" + session.cookie()).build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
