package nl.rijkscloud.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forged, foreign and old logout tokens sign nobody out (OpenID Connect Back-Channel Logout 1.0, section 2.6). */
final class LogoutTokenTest {
    private static final FakeProvider PROVIDER = OidcPortal.PROVIDER;
    private static final String SUBJECT = OidcJourney.newSubject();

    private static OidcJourney journey;

    private final PortalClient attacker = new PortalClient(OidcPortal.PORTAL.baseUrl());

    @BeforeAll
    static void signIn() {
        PROVIDER.become(OidcJourney.person(SUBJECT).put("sid", "session-of-" + SUBJECT));
        journey = new OidcJourney();
        OidcJourney.next(journey.signIn());
    }

    static Stream<UnaryOperator<JsonObject>> lies() {
        return Stream.of(
                claims -> claims.put("nonce", "a-nonce"),
                claims -> claims.putNull("nonce"),
                claims -> without(claims, "events"),
                claims -> claims.put("events", LogoutMessage.EVENT),
                claims -> claims.put("events", new JsonObject()),
                claims -> claims.put("events", new JsonObject().put("urn:another-event", new JsonObject())),
                claims -> claims.put("events", new JsonObject().put(LogoutMessage.EVENT, "true")),
                claims -> without(without(claims, "sub"), "sid"),
                claims -> claims.put("sid", 7),
                claims -> claims.put("sid", ""),
                claims -> claims.put("sub", new JsonArray().add(SUBJECT)),
                claims -> without(claims, "jti"),
                claims -> claims.put("jti", ""),
                claims -> without(claims, "iat"),
                claims -> claims.put("iat", Instant.now().getEpochSecond() - 301),
                claims -> claims.put("iat", Instant.now().getEpochSecond() + 120),
                claims -> claims.put("exp", Instant.now().getEpochSecond() - 60),
                claims -> without(claims, "exp"),
                claims -> claims.put("exp", "never"),
                claims -> claims.put("aud", "another-client"),
                claims -> without(claims, "aud"),
                claims -> claims.put("aud", new JsonArray().add(FakeProvider.CLIENT).add("another-client")),
                claims -> claims.put("azp", "another-client"),
                claims -> claims.put("iss", "https://elders.example/igj"),
                claims -> without(claims, "iss"));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void tokenThatIsNotForThisPortalOrNotNowIsRefused(UnaryOperator<JsonObject> lie) {
        assertRefused(LogoutMessage.form(PROVIDER.sign(PROVIDER.header(), lie.apply(right()))));
    }

    static Stream<UnaryOperator<String>> forgeries() {
        return Stream.of(
                token -> "",
                token -> "a.b.c",
                token -> token.substring(0, token.lastIndexOf('.')),
                token -> token.substring(0, token.lastIndexOf('.') + 1),
                token -> FakeProvider.part(new JsonObject().put("alg", "none")) + "." + token.split("\\.")[1] + ".",
                token -> FakeProvider.part(new JsonObject().put("alg", "none")) + "." + token.split("\\.")[1],
                token -> hmac(token, publicKey()),
                token -> hmac(token, FakeProvider.SECRET.getBytes(StandardCharsets.UTF_8)),
                token -> token.split("\\.")[0] + "." + FakeProvider.part(right().put("sub", "another")) + "."
                        + token.split("\\.")[2],
                token -> token + "A",
                token -> token + ".");
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void tokenThatTheProviderDidNotSignIsRefused(UnaryOperator<String> forgery) {
        assertRefused(LogoutMessage.form(forgery.apply(PROVIDER.sign(PROVIDER.header(), right()))));
    }

    static Stream<JsonObject> headers() {
        return Stream.of(
                PROVIDER.header().put("typ", "at+jwt"), PROVIDER.header().put("typ", "dpop+jwt"),
                PROVIDER.header().put("crit", new JsonArray().add("b64")),
                PROVIDER.header().put("kid", "of-nobody"), PROVIDER.header().put("kid", 7),
                PROVIDER.header().put("alg", "RS384"), PROVIDER.header().putNull("alg"));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void tokenOfAnotherKindIsRefused(JsonObject header) {
        assertRefused(LogoutMessage.form(PROVIDER.sign(header, right())));
    }

    @Test
    void tokenSignedWithAnotherKeyIsRefused() {
        PROVIDER.signing = FakeProvider.keys();
        try {
            assertRefused(LogoutMessage.form(PROVIDER.sign(PROVIDER.header(), right())));
        } finally {
            PROVIDER.become(OidcJourney.person(SUBJECT));
        }
    }

    @Test
    void idTokenIsNoLogoutToken() {
        var tokens = new ArrayList<String>();
        PROVIDER.token = token -> {
            tokens.add(token);
            return token;
        };
        try {
            OidcJourney.next(new OidcJourney().signIn());
        } finally {
            PROVIDER.become(OidcJourney.person(SUBJECT));
        }

        assertRefused(LogoutMessage.form(tokens.getFirst()));
    }

    @Test
    void tokenWorksOnce() {
        var claims = LogoutMessage.claims(PROVIDER.issuer()).put("sub", "iemand-anders");
        var token = PROVIDER.sign(PROVIDER.header(), claims);

        assertThat(LogoutMessage.post(attacker, LogoutMessage.form(token)).statusCode()).isEqualTo(200);
        assertRefused(LogoutMessage.form(token));
        assertRefused(LogoutMessage.form(PROVIDER.sign(PROVIDER.header(), claims.put("sub", SUBJECT))));
    }

    @Test
    void explicitTypeIsAccepted() {
        for (var type : List.of("logout+jwt", "application/logout+jwt", "JWT")) {
            var token = PROVIDER.sign(PROVIDER.header().put("typ", type),
                    LogoutMessage.claims(PROVIDER.issuer()).put("sub", "iemand-anders"));
            assertThat(LogoutMessage.post(attacker, LogoutMessage.form(token)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void bodyHasToBeAFormWithOneToken() {
        var token = LogoutMessage.form(PROVIDER.sign(PROVIDER.header(), right()));

        assertRefused("");
        assertRefused("token=" + token);
        assertRefused(token + "&" + token);
        assertRefused("a=%zz&" + token);
        assertRefused(token, "Content-Type", "text/plain");
        assertRefused(token, "Content-Type", "multipart/form-data; boundary=x");
        assertRefused(token, "X-Nothing", "no content type");
        assertThat(LogoutMessage.post(attacker, token + "&a=" + "x".repeat(8192)).statusCode()).isEqualTo(413);
        assertThat(LogoutMessage.post(attacker, token, "Content-Type", LogoutMessage.FORM, "Origin",
                "https://elders.example").statusCode()).as("from a page of another site").isEqualTo(403);
        assertThat(journey.browser.get("/api/staff/me").statusCode()).isEqualTo(200);
    }

    @Test
    void refusalsAreCountedInTheAuditLog() {
        assertRefused(LogoutMessage.form("a.b.c"));

        assertThat(TestDatabase.value(OidcPortal.PORTAL.config().database(), """
                select count(*) > 0 from audit_entry where action = 'signed-out' and result = 'unusable-token'
                    and actor = 'nobody'""")).hasValue("t");
    }

    private void assertRefused(String form, String... headers) {
        var answer = LogoutMessage.post(attacker, form, headers);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(PortalClient.json(answer)).isEqualTo(new JsonObject()
                .put("type", "urn:rijkscloud:problem:logout-token-unusable")
                .put("title", "logout token unusable")
                .put("status", 400)
                .put("detail", "This is no logout token for this portal.")
                .put("code", "logout-token-unusable"));
        assertThat(journey.browser.get("/api/staff/me").statusCode()).as("still signed in").isEqualTo(200);
    }

    private static JsonObject right() {
        return LogoutMessage.claims(PROVIDER.issuer()).put("sub", SUBJECT).put("sid", "session-of-" + SUBJECT);
    }

    private static JsonObject without(JsonObject claims, String claim) {
        claims.remove(claim);
        return claims;
    }

    /** The public key as an attacker has it, taken for a secret. */
    private static byte[] publicKey() {
        return PROVIDER.signing.getPublic().getEncoded();
    }

    private static String hmac(String token, byte[] key) {
        try {
            var signed = FakeProvider.part(PROVIDER.header().put("alg", "HS256")) + "." + token.split("\\.")[1];
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return signed + "." + Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
