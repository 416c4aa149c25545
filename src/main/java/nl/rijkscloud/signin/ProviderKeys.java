package nl.rijkscloud.signin;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.impl.jose.JWK;
import io.vertx.ext.auth.impl.jose.JWT;
import java.io.IOException;
import java.security.SignatureException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Base64Url;
import nl.rijkscloud.signin.IdentityProvider.UnverifiedToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies tokens that the identity provider sends by itself, with the keys that it publishes and the library that
 * verifies ID tokens. {@link IdentityProvider} would ask the provider about every token that it cannot verify; here a
 * stranger may be the sender, so the keys are fetched at most every ten seconds. Any thread may call it.
 */
final class ProviderKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderKeys.class);

    /** Algorithms with a public key; a token may name no other. */
    private static final Pattern ALGORITHM = Pattern.compile("(?:RS|PS|ES)(?:256|384|512)|EdDSA");

    /** The types of a logout token: with an explicit type, and as older providers write it. */
    private static final Pattern TYPE = Pattern.compile("(?i)(?:application/)?(?:logout\\+jwt|jwt)");

    private static final Set<String> PUBLIC = Set.of("RSA", "EC", "OKP");
    private static final String DESCRIPTION = "/.well-known/openid-configuration";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int TIMEOUT_SECONDS = 10;

    /** The published keys, and their ids. */
    private record Published(JWT keys, Set<String> ids) {}

    private record Fetch(Instant at, Future<Published> result) {}

    private final Vertx vertx;
    private final HttpClient client;
    private final String issuer;
    private final InstantSource clock;
    private Optional<Fetch> last = Optional.empty();

    ProviderKeys(Vertx vertx, Config.Oidc config, Config.Proxy proxy, InstantSource clock) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(IdentityProvider.clientOptions(proxy));
        this.issuer = IdentityProvider.site(config);
        this.clock = clock;
    }

    /**
     * Returns the claims of a token that the provider has signed. Fails with {@link UnverifiedToken} for any other, and
     * with an {@link IOException} if the keys cannot be fetched.
     */
    Future<JsonObject> verify(String token) {
        var key = readHeader(token);
        return key.isEmpty()
                ? Future.failedFuture(new UnverifiedToken())
                : published(key.get()).map(published -> decode(published, token));
    }

    /** Reads the id of the key from a header that may be acceptable; an empty text if it names none. */
    private static Optional<String> readHeader(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Base64Url.exactly(parts[0])
                    .map(bytes -> new JsonObject(Buffer.buffer(bytes)))
                    .filter(header -> ALGORITHM.matcher(header.getString("alg", "")).matches()
                            && TYPE.matcher(header.getString("typ", "jwt")).matches()
                            && !header.containsKey("crit"))
                    .map(header -> header.getString("kid", ""));
        } catch (RuntimeException noHeader) {
            return Optional.empty();
        }
    }

    private static JsonObject decode(Published published, String token) {
        if (published.keys().isUnsecure()) { // without a key the library accepts tokens without a signature
            throw new UnverifiedToken();
        }
        try {
            return published.keys().decode(token);
        } catch (SignatureException | RuntimeException notSigned) {
            throw new UnverifiedToken();
        }
    }

    /** Fetches the keys if there are none, if they are old, or if none of them has this id. */
    private synchronized Future<Published> published(String id) {
        var now = clock.instant();
        if (last.filter(fetch -> isGoodFor(id, fetch, now)).isEmpty()) {
            last = Optional.of(new Fetch(now, fetch()));
        }
        return last.get().result();
    }

    private static boolean isGoodFor(String id, Fetch fetch, Instant now) {
        if (now.isBefore(fetch.at()) || !now.isBefore(fetch.at().plus(LIFE))) {
            return false;
        }
        return now.isBefore(fetch.at().plus(PAUSE))
                || !fetch.result().isComplete()
                || (fetch.result().succeeded() && (id.isEmpty() || fetch.result().result().ids().contains(id)));
    }

    private Future<Published> fetch() {
        return read(issuer + DESCRIPTION)
                .compose(description -> ProviderClaims.withoutSlash(description.getString("issuer", "")).equals(issuer)
                        ? read(description.getString("jwks_uri", ""))
                        : Future.failedFuture(new IOException("the description of another issuer")))
                .map(ProviderKeys::published)
                .recover(trouble -> Future.failedFuture(
                        trouble instanceof IOException ? trouble : new IOException("no keys", trouble)));
    }

    private static Published published(JsonObject set) {
        var keys = new JWT();
        var ids = new HashSet<String>();
        set.getJsonArray("keys", new JsonArray()).stream().filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .filter(key -> PUBLIC.contains(key.getString("kty", "")) && !"enc".equals(key.getString("use")))
                .forEach(key -> {
            try {
                keys.addJWK(new JWK(key));
                ids.add(key.getString("kid", ""));
            } catch (RuntimeException unsupported) {
                LOG.debug("the provider has a key of a kind that is not supported");
            }
        });
        return new Published(keys, Set.copyOf(ids));
    }

    private Future<JsonObject> read(String address) {
        var found = Promise.<JsonObject>promise();
        // On a context, since a body is lost that arrives before another thread asks for it.
        vertx.getOrCreateContext().runOnContext(on -> client
                .request(new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(address))
                .compose(HttpClientRequest::send)
                .compose(answer -> answer.statusCode() == 200
                        ? answer.body()
                        : Future.failedFuture(new IOException("status " + answer.statusCode())))
                .map(JsonObject::new)
                .onComplete(found));
        return found.future().timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
