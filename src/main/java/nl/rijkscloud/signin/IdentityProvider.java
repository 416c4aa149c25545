package nl.rijkscloud.signin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import nl.rijkscloud.config.Config;

/**
 * The organisation's identity provider, found by its own description (OpenID Connect Discovery) when somebody first
 * signs in: the portal starts, and serves everybody else, also while it is down. Tokens are read and let go; none is
 * kept. Any thread.
 */
final class IdentityProvider {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int SILENCE_SECONDS = 10;
    private static final List<String> SCOPES = List.of("openid", "profile", "email");

    private final AtomicReference<OAuth2Auth> found = new AtomicReference<>();
    private final Vertx vertx;
    private final Config.Oidc config;
    private final String callback;

    /** @param callback the address that the provider sends browsers back to, which has to be registered there */
    IdentityProvider(Vertx vertx, Config.Oidc config, URI callback) {
        this.vertx = vertx;
        this.config = config;
        this.callback = callback.toString();
    }

    /**
     * Where a browser goes to sign in.
     *
     * @param again asks for the password also when the provider knows the browser
     */
    Future<String> signInAddress(SignInAttempt attempt, boolean again) {
        var address = new OAuth2AuthorizationURL()
                .setRedirectUri(callback)
                .setScopes(SCOPES)
                .setState(attempt.state())
                .setCodeChallenge(attempt.challenge())
                .setCodeChallengeMethod("S256")
                .putAdditionalParameter("nonce", attempt.nonce());
        return provider().map(provider -> provider.authorizeURL(again ? address.setPrompt("login") : address));
    }

    /** Where a browser goes to sign out there too, if the provider has such a place. */
    Future<Optional<String>> signOutAddress(URI back) {
        var query = new JsonObject()
                .put("client_id", config.clientId())
                .put("post_logout_redirect_uri", back.toString());
        return provider()
                .map(provider -> Optional.ofNullable(provider.endSessionURL(User.create(new JsonObject()), query)));
    }

    /**
     * The ID token that a code is worth, with a signature of the provider. Fails when the provider refuses or the
     * signature is not its own.
     */
    Future<IdToken> redeem(String code, SignInAttempt attempt) {
        var credentials = new Oauth2Credentials()
                .setFlow(OAuth2FlowType.AUTH_CODE)
                .setCode(code)
                .setCodeVerifier(attempt.verifier())
                .setRedirectUri(callback);
        return provider()
                .compose(provider -> provider.authenticate(credentials).compose(user -> verified(provider, user)));
    }

    /** The library tells a token that it could not verify only by leaving its claims out. */
    private Future<IdToken> verified(OAuth2Auth provider, User user) {
        var claims = user.attributes().getJsonObject("idToken");
        if (claims != null) {
            return Future.succeededFuture(new IdToken(claims, config));
        }
        var token = user.principal().getString("id_token");
        return user.attributes().containsKey("missing-kid") && token != null
                ? withNewKeys(provider, token)
                : Future.failedFuture(new UnverifiedToken());
    }

    /** Signed with a key that is newer than what we know: providers change their keys. */
    private Future<IdToken> withNewKeys(OAuth2Auth provider, String token) {
        return provider.jWKSet()
                .compose(done -> provider.authenticate(new TokenCredentials(token)))
                .map(user -> Optional.ofNullable(user.attributes().getJsonObject("accessToken"))
                        .map(claims -> new IdToken(claims, config))
                        .orElseThrow(UnverifiedToken::new));
    }

    private Future<OAuth2Auth> provider() {
        var known = found.get();
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return OpenIDConnectAuth.discover(vertx, options()).map(provider -> {
            found.compareAndSet(null, provider);
            return found.get();
        });
    }

    private OAuth2Options options() {
        var issuer = config.issuer().toString();
        return new OAuth2Options()
                .setSite(issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer)
                .setClientId(config.clientId())
                .setClientSecret(config.clientSecret().reveal())
                .setHttpClientOptions(new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setReadIdleTimeout(SILENCE_SECONDS));
    }

    /** Not signed by the provider, or no token at all. */
    static final class UnverifiedToken extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnverifiedToken() {
            super("no ID token with a signature of the provider", null, false, false);
        }
    }
}
