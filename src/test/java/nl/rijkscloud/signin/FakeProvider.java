package nl.rijkscloud.signin;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An identity provider that can be told to misbehave. It checks codes as a real one does. */
final class FakeProvider implements AutoCloseable {
    static final String CLIENT = "rijkscloud";
    static final String SECRET = "geheim: met %-teken";

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    final AtomicInteger redeemed = new AtomicInteger();
    /** How often the keys were fetched. */
    final AtomicInteger keysFetched = new AtomicInteger();
    /** The claims of the next tokens. */
    volatile JsonObject person = new JsonObject();
    volatile UnaryOperator<JsonObject> claims = UnaryOperator.identity();
    volatile UnaryOperator<String> token = UnaryOperator.identity();
    volatile KeyPair signing = keys();

    /** True to hang up instead of giving a token. */
    volatile boolean hangsUp;
    volatile boolean publishesNothing;

    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Set<HttpConnection> used = ConcurrentHashMap.newKeySet();
    private final HttpServer server;
    private volatile KeyPair published = signing;
    private volatile String keyId = "first";

    FakeProvider(Vertx vertx) {
        this(vertx, 0);
    }

    FakeProvider(Vertx vertx, int port) {
        server = vertx.createHttpServer().requestHandler(this::answer).listen(port, "localhost").await();
    }

    String issuer() {
        return "http://localhost:" + server.actualPort() + "/igj";
    }

    JsonObject settings() {
        return new JsonObject().put("staff", new JsonObject().put("signIn", "oidc").put("oidc", new JsonObject()
                .put("issuer", issuer())
                .put("clientId", CLIENT)
                .put("clientSecret", SECRET)
                .put("rolesClaim", "igj.roles")
                .put("departmentsClaim", "departments")));
    }

    /** A person signs in here after a redirect to this address; returns the query of the redirect back. */
    Map<String, String> signIn(String address) {
        var query = query(URI.create(address).getRawQuery());
        var code = UUID.randomUUID().toString();
        codes.put(code, query);
        return Map.of("code", code, "state", query.get("state"));
    }

    /** Switches to another person, and to honest behaviour. */
    void become(JsonObject other) {
        person = other;
        claims = UnaryOperator.identity();
        token = UnaryOperator.identity();
        signing = published;
    }

    void changeKey() {
        signing = keys();
        published = signing;
        keyId = UUID.randomUUID().toString();
    }

    static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Map<String, String> query(String raw) {
        var found = new HashMap<String, String>();
        for (var pair : raw.split("&")) {
            var at = pair.indexOf('=');
            found.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
        return found;
    }

    @Override
    public void close() {
        server.close().await();
    }

    /** Closes a connection that is used again, as a server does whose patience has just ended. */
    private void answer(HttpServerRequest request) {
        if (!used.add(request.connection()) || hangsUp && request.path().equals("/igj/token")) {
            request.connection().close();
            return;
        }
        switch (request.path()) {
            case "/igj/.well-known/openid-configuration" -> json(request, 200, new JsonObject()
                    .put("issuer", issuer())
                    .put("authorization_endpoint", issuer() + "/authorize")
                    .put("token_endpoint", issuer() + "/token")
                    .put("end_session_endpoint", issuer() + "/logout")
                    .put("jwks_uri", issuer() + "/keys"));
            case "/igj/keys" -> {
                keysFetched.incrementAndGet();
                json(request, 200, new JsonObject().put("keys",
                        publishesNothing ? new JsonArray() : new JsonArray().add(publicKey())));
            }
            case "/igj/token" -> request.body().onSuccess(body -> redeem(request, query(body.toString())));
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void redeem(HttpServerRequest request, Map<String, String> form) {
        redeemed.incrementAndGet();
        var asked = codes.remove(form.getOrDefault("code", ""));
        var client = "Basic "
                + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        if (asked == null || !client.equals(request.getHeader("Authorization"))
                || !asked.get("redirect_uri").equals(form.get("redirect_uri"))
                || !asked.get("code_challenge_method").equals("S256")
                || !asked.get("code_challenge")
                        .equals(TEXT.encodeToString(sha256(form.getOrDefault("code_verifier", ""))))) {
            json(request, 400, new JsonObject().put("error", "invalid_grant"));
            return;
        }
        json(request, 200, new JsonObject()
                .put("access_token", "opaque")
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("id_token", token.apply(sign(claims.apply(standard(asked).mergeIn(person))))));
    }

    private JsonObject standard(Map<String, String> asked) {
        var now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", issuer())
                .put("aud", CLIENT)
                .put("iat", now)
                .put("exp", now + 300)
                .put("nonce", asked.get("nonce"));
    }

    /** The header of a token that this provider signs. */
    JsonObject header() {
        return new JsonObject().put("alg", "RS256").put("kid", keyId);
    }

    private String sign(JsonObject content) {
        return sign(header(), content);
    }

    String sign(JsonObject header, JsonObject content) {
        var signed = part(header) + "." + part(content);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signing.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + TEXT.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String part(JsonObject json) {
        return TEXT.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private JsonObject publicKey() {
        var key = (RSAPublicKey) published.getPublic();
        return new JsonObject().put("kty", "RSA").put("use", "sig").put("alg", "RS256").put("kid", keyId)
                .put("n", number(key.getModulus())).put("e", number(key.getPublicExponent()));
    }

    private static String number(BigInteger value) {
        var bytes = value.toByteArray();
        return TEXT.encodeToString(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void json(HttpServerRequest request, int status, JsonObject json) {
        request.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(json.toBuffer());
    }
}
