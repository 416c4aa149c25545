package nl.rijkscloud.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Refusals of tokens from a provider, or from an attacker in its place (OpenID Connect Core, 3.1.3.7). */
final class IdTokenTest {
    private static final FakeProvider PROVIDER = OidcPortal.PROVIDER;

    @BeforeEach
    void somebodyNew() {
        PROVIDER.become(OidcJourney.person(OidcJourney.newSubject()));
    }

    static Stream<UnaryOperator<JsonObject>> lies() {
        return Stream.of(
                claims -> claims.put("nonce", "another"), claims -> without(claims, "nonce"),
                claims -> claims.put("aud", "another-client"), claims -> without(claims, "aud"),
                claims -> claims.put("aud", new JsonArray().add("another-client")),
                claims -> claims.put("aud", new JsonArray().add(FakeProvider.CLIENT).add("another-client")),
                claims -> claims.put("azp", "another-client"),
                claims -> claims.put("iss", "https://elders.example/igj"), claims -> without(claims, "iss"),
                claims -> claims.put("exp", claims.getLong("iat") - 60), claims -> without(claims, "exp"),
                claims -> claims.put("exp", "never"),
                claims -> without(claims, "sub"));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void tokenForAnotherBrowserClientOrTimeIsRefused(UnaryOperator<JsonObject> lie) {
        PROVIDER.claims = lie;
        assertRefused();
    }

    /** The library catches some of them first, but not in every response that a provider can give. */
    @ParameterizedTest
    @MethodSource("lies")
    void ownChecksRefuseEachOfThemWithoutTheLibrary(UnaryOperator<JsonObject> lie) {
        var now = Instant.now();
        var attempt = SignInAttempt.begin(new SecureRandom(), now, "/inspectie");
        var claims = OidcJourney.person("iemand")
                .put("iss", PROVIDER.issuer())
                .put("aud", FakeProvider.CLIENT)
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + 300)
                .put("nonce", attempt.nonce());
        var config = OidcPortal.PORTAL.config().staff().oidc().orElseThrow();
        assertThat(new IdToken(claims.copy(), config).findMistake(attempt, now)).isEmpty();

        assertThat(new IdToken(lie.apply(claims), config).findMistake(attempt, now)).isPresent();
    }

    static Stream<UnaryOperator<String>> forgeries() {
        return Stream.of(
                token -> "",
                token -> token.substring(0, token.lastIndexOf('.')),
                token -> token.substring(0, token.lastIndexOf('.') + 1),
                token -> FakeProvider.part(new JsonObject().put("alg", "none")) + "." + token.split("\\.")[1] + ".",
                token -> FakeProvider.part(new JsonObject().put("alg", "HS256")) + "." + token.split("\\.")[1] + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]),
                token -> token.split("\\.")[0] + "." + token.split("\\.")[1].replace("e", "f") + "."
                        + token.split("\\.")[2]);
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void unsignedTokenIsRefused(UnaryOperator<String> forgery) {
        PROVIDER.token = forgery;
        assertRefused();
    }

    @Test
    void tokenSignedWithAnotherKeyIsRefused() {
        PROVIDER.signing = FakeProvider.keys();
        assertRefused();
    }

    @Test
    void aNewKeyOfTheProviderIsFetched() {
        new OidcJourney().signIn();

        PROVIDER.changeKey();

        assertThat(new OidcJourney().signIn().statusCode()).isEqualTo(200);
    }

    private static void assertRefused() {
        var journey = new OidcJourney();
        assertThat(OidcJourney.refusal(journey.signIn())).isEqualTo("sign-in-unfinished");
        assertThat(journey.browser.get("/api/staff/me").statusCode()).isEqualTo(401);
    }

    private static JsonObject without(JsonObject claims, String claim) {
        claims.remove(claim);
        return claims;
    }
}
