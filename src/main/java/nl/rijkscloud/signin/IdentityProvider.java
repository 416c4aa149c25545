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
import nl.rijkscloud.platform.Outgoing;

/**
 * A client of the organisation's identity provider. It reads the provider's description (OpenID Connect Discovery) when
 * somebody first signs in, so that the portal starts and serves outsiders while the provider is down. It keeps no
 * token. Any thread may call it.
 */
final class IdentityProvider {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_IDLE_SECONDS = 10;
    private static final List<String> SCOPES = List.of("openid", "profile", "email");

    private final AtomicReference<OAuth2Auth> found = new AtomicReference<>();
    private final Vertx vertx;
    private final Config.Oidc config;
    private final Config.Proxy proxy;
    private final String callback;

    /** @param callback the address that the provider sends browsers back to, which has to be registered there */
    IdentityProvider(Vertx vertx, Config.Oidc config, Config.Proxy proxy, URI callback) {
        this.vertx = vertx;
        this.config = config;
        this.proxy = proxy;
        this.callback = callback.toString();
    }

    /**
     * Makes the address at which a browser signs in.
     *
     * @param again true to ask for the password even if the provider knows the browser
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

    /** Makes the address at which a browser signs out at the provider, if it has one. */
    Future<Optional<String>> signOutAddress(URI back) {
        var query = new JsonObject()
                .put("client_id", config.clientId())
                .put("post_logout_redirect_uri", back.toString());
        return provider()
                .map(provider -> Optional.ofNullable(provider.endSessionURL(User.create(new JsonObject()), query)));
    }

    /**
     * Exchanges a code for an ID token that the provider has signed. Fails if the provider refuses, or if the signature
     * is not the provider's.
     */
    Future<IdToken> redeem(String code, SignInAttempt attempt) {
        var credentials = new Oauth2Credentials()
                .setFlow(OAuth2FlowType.AUTH_CODE)
                .setCode(code)
                .setCodeVerifier(attempt.verifier())
                .setRedirectUri(callback);
        return provider()
                .compose(provider -> provider.authenticate(credentials).compose(user -> verify(provider, user)));
    }

    /** The library leaves out the claims of a token that it could not verify. */
    private Future<IdToken> verify(OAuth2Auth provider, User user) {
        var claims = user.attributes().getJsonObject("idToken");
        if (claims != null) {
            return Future.succeededFuture(new IdToken(claims, config));
        }
        var token = user.principal().getString("id_token");
        return user.attributes().containsKey("missing-kid") && token != null
                ? verifyWithNewKeys(provider, token)
                : Future.failedFuture(new UnverifiedToken());
    }

    /** Verifies a token that was signed with a key newer than those we know: providers change their keys. */
    private Future<IdToken> verifyWithNewKeys(OAuth2Auth provider, String token) {
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
        return new OAuth2Options()
                .setSite(site(config))
                .setClientId(config.clientId())
                .setClientSecret(config.clientSecret().reveal())
                .setHttpClientOptions(clientOptions(proxy));
    }

    /** The address below which the provider describes itself. */
    static String site(Config.Oidc config) {
        return ProviderClaims.withoutSlash(config.issuer().toString());
    }

    /** The options of a client that calls the provider. */
    static HttpClientOptions clientOptions(Config.Proxy proxy) {
        return Outgoing.through(proxy, new HttpClientOptions()
                // A request on a kept connection fails when the other end has just closed it.
                .setKeepAlive(false)
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadIdleTimeout(READ_IDLE_SECONDS));
    }

    /** The token is missing, or the provider has not signed it. */
    static final class UnverifiedToken extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnverifiedToken() {
            super("no ID token with a signature of the provider", null, false, false);
        }
    }
}
