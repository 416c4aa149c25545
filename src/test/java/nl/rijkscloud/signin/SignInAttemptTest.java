package nl.rijkscloud.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.Secret;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.staff.AccountProvisioning;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPurposeKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignInAttemptTest {
    private static final Source SOURCE = new Source("192.0.2.1");

    private final TestClock clock = new TestClock();
    private final SignInAttempt attempt =
            SignInAttempt.begin(new SecureRandom(), clock.instant(), "/inspectie/wachtrijen");

    @Test
    void cookieHoldsTheWholeAttempt() {
        var parsed = SignInAttempt.parse(attempt.cookie()).orElseThrow();

        assertThat(parsed.state()).isEqualTo(attempt.state());
        assertThat(parsed.nonce()).isEqualTo(attempt.nonce());
        assertThat(parsed.verifier()).isEqualTo(attempt.verifier()).hasSize(43);
        assertThat(parsed.to()).isEqualTo("/inspectie/wachtrijen");
    }

    @Test
    void stateNonceAndVerifierDifferPerAttempt() {
        var other = SignInAttempt.begin(new SecureRandom(), clock.instant(), "/inspectie/wachtrijen");

        assertThat(Stream.of(attempt, other)
                .flatMap(one -> Stream.of(one.state(), one.nonce(), one.verifier(), one.challenge())))
                .doesNotHaveDuplicates();
        assertThat(attempt.hasState(other.state())).isFalse();
        assertThat(attempt.hasNonce(attempt.state())).isFalse();
    }

    @Test
    void changedTimeOrPageIsAnotherAttempt() {
        var parts = attempt.cookie().split("\\.", 3);
        var later = SignInAttempt.parse(parts[0] + "." + (Long.parseLong(parts[1]) + 600) + "." + parts[2])
                .orElseThrow();
        var elsewhere = SignInAttempt.parse(parts[0] + "." + parts[1] + "./inspectie").orElseThrow();

        assertThat(List.of(later, elsewhere)).noneMatch(changed -> changed.hasState(attempt.state()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA.1./inspectie", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.x./inspectie",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.1.",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.9999999999999./inspectie"})
    void malformedCookieIsRefused(String cookie) {
        assertThat(SignInAttempt.parse(cookie)).isEmpty();
        assertThat(SignInAttempt.parse(null)).isEmpty();
    }

    @Test
    void toStringShowsNoSecret() {
        assertThat(attempt.toString()).doesNotContain(attempt.cookie().substring(0, 20), attempt.state());
    }

    @Test
    void attemptExpiresAfterTenMinutesAndIsDeleted() {
        var vertx = Vertx.vertx();
        var config = TestDatabase.fresh();
        var database = Database.open(vertx, config);
        try (var provider = new FakeProvider(vertx)) {
            provider.person = OidcJourney.person("laat");
            var audit = new Audit(database, TestPurposeKeys.sample(), clock);
            var signIn = new OidcSignIn(
                    new IdentityProvider(vertx, oidc(provider), Config.Proxy.NONE,
                            URI.create("https://igj.example/inspectie/terug")),
                    URI.create("https://igj.example"),
                    new AccountProvisioning(database, audit, List.of("igj.nl"), clock, new Bus(vertx)), database, audit,
                    new SecureRandom(), clock);
            var slow = signIn.depart("/inspectie", false).await();
            clock.advance(SignInAttempt.LIFE);
            var back = provider.signIn(slow.address());
            assertThat(catchThrowableOfType(Failure.class,
                    () -> signIn.arrive(Optional.of(slow.attempt()), back.get("state"), back.get("code"), SOURCE)
                            .await()).code())
                    .isEqualTo("sign-in-unfinished");

            provider.claims = claims -> claims.put("exp", clock.instant().plusSeconds(300).getEpochSecond());
            var quick = signIn.depart("/inspectie", false).await();
            var way = provider.signIn(quick.address());
            clock.advance(SignInAttempt.LIFE.minus(Duration.ofSeconds(301)));
            signIn.arrive(Optional.of(quick.attempt()), way.get("state"), way.get("code"), SOURCE).await();
            signIn.clear().await();
            assertThat(TestDatabase.value(config, "select count(*) from sign_in_used")).hasValue("1");
            clock.advance(SignInAttempt.LIFE);
            signIn.clear().await();
            assertThat(TestDatabase.value(config, "select count(*) from sign_in_used")).hasValue("0");
        } finally {
            database.close().await();
            vertx.close().await();
        }
    }

    private static Config.Oidc oidc(FakeProvider provider) {
        return new Config.Oidc(
                URI.create(provider.issuer()), FakeProvider.CLIENT, new Secret(FakeProvider.SECRET), "igj.roles",
                Optional.empty(),
                Map.of("medewerker", List.of("rijkscloud-medewerker")));
    }
}
