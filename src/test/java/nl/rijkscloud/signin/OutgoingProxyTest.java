package nl.rijkscloud.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.ConfigFile;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.sms.SmsGateway;
import nl.rijkscloud.startup.StartChecks;
import nl.rijkscloud.testing.ConnectProxy;
import nl.rijkscloud.testing.TestCertificate;
import nl.rijkscloud.typed.PhoneNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text messages and the identity provider through the operator's proxy, which alone knows where they are. */
final class OutgoingProxyTest {
    private static final PhoneNumber NUMBER = PhoneNumber.parse("0612345678").orElseThrow();
    private static final String TRUST = "javax.net.ssl.trustStore";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> served = new ArrayList<>();

    @TempDir
    Path folder;

    private HttpServer elsewhere;
    private ConnectProxy proxy;

    /** One server that is both, with a certificate for a name that only the proxy can find. */
    @BeforeEach
    void start() throws Exception {
        var certificate = TestCertificate.make(folder, "EC", "elsewhere.test");
        System.setProperty(TRUST, folder.resolve("tls.p12").toString());
        System.setProperty(TRUST + "Password", TestCertificate.PASSWORD);
        elsewhere = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(
                new PemKeyCertOptions().addCertPath(certificate.certificate().toString())
                        .addKeyPath(certificate.key().toString()))).requestHandler(request -> {
            served.add(request.path());
            var json = request.path().equals("/messages") ? new JsonObject().put("id", "m1")
                    : description();
            request.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(json.encode()));
        }).listen(0, "localhost").await();
        proxy = new ConnectProxy(Map.of("elsewhere.test:443", elsewhere.actualPort()), "portal", "geheim");
    }

    @AfterEach
    void stop() throws IOException {
        System.clearProperty(TRUST);
        System.clearProperty(TRUST + "Password");
        proxy.close();
        vertx.close().await();
    }

    @Test
    void textGoesThroughATunnelThatTheProxyCannotRead() throws IOException {
        assertThat(send(config("geheim", "[]"))).isInstanceOf(DeliveryResult.Accepted.class);

        assertThat(proxy.requests()).containsExactly("CONNECT elsewhere.test:443 HTTP/1.1");
        assertThat(served).containsExactly("/messages");
        assertThat(proxy.carried()).isNotEmpty().doesNotContain("/messages", "t0ken", "Code 123456");
    }

    @Test
    void identityProviderIsReachedThroughTheProxy() throws IOException {
        var config = config("geheim", "[]");
        var provider = new IdentityProvider(vertx, config.staff().oidc().orElseThrow(), config.proxy(),
                URI.create("https://igj.example/inspectie/terug"));

        var address = provider.signInAddress(
                SignInAttempt.begin(new SecureRandom(), Instant.now(), "/inspectie"), false).await();

        assertThat(address).startsWith("https://elsewhere.test/authorize");
        assertThat(proxy.requests()).isNotEmpty().allMatch("CONNECT elsewhere.test:443 HTTP/1.1"::equals);
    }

    @Test
    void exceptionsAreReachedDirectly() throws IOException {
        for (var exception : List.of("elsewhere.test", ".test")) {
            assertThat(send(config("geheim", "['" + exception + "']"))).isInstanceOf(DeliveryResult.Later.class);
        }
        assertThat(proxy.requests()).isEmpty();
    }

    @Test
    void checksUseTheProxyAndReportItsAnswer() throws Exception {
        var found = check(config("geheim", "[]"));
        // This JVM may have made its list of authorities before this test.
        assertThat(found).allMatch(warning -> warning.contains("through proxy.host localhost:" + proxy.port())
                && warning.contains("certificate"));
        assertThat(proxy.requests()).hasSizeGreaterThanOrEqualTo(2);

        assertThat(check(config("fout", "[]"))).anySatisfy(warning -> assertThat(warning)
                .contains("sms.url: elsewhere.test:443 cannot be reached through proxy.host",
                        ", which answers 407"))
                .anyMatch(warning -> warning.startsWith("staff.oidc.issuer: elsewhere.test "));
        assertThat(send(config("fout", "[]"))).isInstanceOf(DeliveryResult.Later.class);
    }

    private DeliveryResult send(Config config) {
        var gateway = SmsGateway.of(vertx, config.sms(), config.proxy());
        return gateway.send(UUID.randomUUID(), NUMBER, "Code 123456").eventually(gateway::close).await();
    }

    private static List<String> check(Config config) throws Exception {
        var warnings = new ArrayList<String>();
        for (var named : StartChecks.list(config)) {
            if (List.of("sms-gateway", "identity-provider").contains(named.name())) {
                warnings.addAll(named.check().call().warnings());
            }
        }
        return warnings;
    }

    private static JsonObject description() {
        var issuer = "https://elsewhere.test";
        return new JsonObject().put("issuer", issuer).put("authorization_endpoint", issuer + "/authorize")
                .put("token_endpoint", issuer + "/token").put("jwks_uri", issuer + "/keys")
                .put("keys", new JsonArray());
    }

    private Config config(String password, String exceptions) throws IOException {
        var shipped = Files.readString(Path.of("conf/rijkscloud.yaml"))
                .replaceFirst("(?m)^  password:$", "  password: database")
                .replace("https://sms.example.nl/messages", "https://elsewhere.test/messages")
                .replaceFirst("(?m)^  token:$", "  token: t0ken")
                .replace("signIn: local", "signIn: oidc")
                .replaceFirst("(?m)^    issuer:$", "    issuer: https://elsewhere.test")
                .replaceFirst("(?m)^    clientId:$", "    clientId: rijkscloud")
                .replaceFirst("(?m)^    clientSecret:$", "    clientSecret: geheim")
                .replaceFirst("(?m)^  host:\n  port: 3128$", "  host: localhost\n  port: " + proxy.port())
                .replaceFirst("(?m)^  user:\n  password:\n(  # Hosts)", "  user: portal\n  password: " + password
                        + "\n$1")
                .replace("exceptions: []", "exceptions: " + exceptions);
        return ConfigFile.load(Files.writeString(folder.resolve("rijkscloud.yaml"), shipped), Map.of());
    }
}
