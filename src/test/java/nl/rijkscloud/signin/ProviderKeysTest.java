package nl.rijkscloud.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.signin.IdentityProvider.UnverifiedToken;
import nl.rijkscloud.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the provider's keys are fetched, and which tokens they verify. */
final class ProviderKeysTest {
    private final Vertx vertx = Vertx.vertx();
    private final FakeProvider provider = new FakeProvider(vertx);
    private final TestClock clock = new TestClock();
    private ProviderKeys keys;

    @BeforeEach
    void begin() {
        keys = keysOf(provider.issuer());
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void newKeyOfTheProviderIsFetchedButNotAllTheTime() {
        assertThat(keys.verify(token()).await().getString("sub")).isEqualTo("iemand");
        provider.changeKey();

        assertUnverified(token());
        clock.advance(Duration.ofSeconds(10));
        assertThat(keys.verify(token()).await().getString("sub")).isEqualTo("iemand");
        assertThat(provider.keysFetched.get()).isEqualTo(2);
    }

    @Test
    void keyThatTheProviderTookBackIsForgottenWithinAnHour() {
        var old = token();
        keys.verify(old).await();
        provider.changeKey();

        clock.advance(Duration.ofHours(1));

        assertUnverified(old);
    }

    @Test
    void providerWithoutKeysVouchesForNothing() {
        provider.publishesNothing = true;
        var unsigned = FakeProvider.part(new JsonObject().put("alg", "none")) + "."
                + FakeProvider.part(new JsonObject().put("sub", "iemand"));

        for (var token : List.of(unsigned, unsigned + ".", token())) {
            assertUnverified(token);
        }
    }

    @Test
    void descriptionOfAnotherIssuerIsNotUsed() {
        var other = keysOf(provider.issuer().replace("localhost", "127.0.0.1"));

        assertThatThrownBy(() -> other.verify(token()).await()).isInstanceOf(IOException.class);
    }

    @Test
    void providerThatIsAwayIsAskedAgainLater() {
        var issuer = provider.issuer();
        provider.close();
        assertThatThrownBy(() -> keys.verify(token()).await()).isInstanceOf(IOException.class);
        try (var back = new FakeProvider(vertx, URI.create(issuer).getPort())) {
            var token = back.sign(back.header(), new JsonObject().put("sub", "iemand"));
            assertThatThrownBy(() -> keys.verify(token).await()).isInstanceOf(IOException.class);

            clock.advance(Duration.ofSeconds(10));

            assertThat(keys.verify(token).await().getString("sub")).isEqualTo("iemand");
        }
    }

    private String token() {
        return provider.sign(provider.header(), new JsonObject().put("sub", "iemand"));
    }

    private void assertUnverified(String token) {
        assertThatThrownBy(() -> keys.verify(token).await()).isInstanceOf(UnverifiedToken.class);
    }

    private ProviderKeys keysOf(String issuer) {
        var known = OidcPortal.PORTAL.config().staff().oidc().orElseThrow();
        var config = new Config.Oidc(
                URI.create(issuer), known.clientId(), known.clientSecret(), known.rolesClaim(),
                known.departmentsClaim(), known.roles());
        return new ProviderKeys(vertx, config, OidcPortal.PORTAL.config().proxy(), clock);
    }
}
