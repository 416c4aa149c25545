package nl.rijkscloud.signin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token that the identity provider has signed for this portal, of any kind. Checks what OpenID Connect
 * Core 3.1.3.7 asks of every token: issuer, audience and end.
 */
record ProviderClaims(JsonObject json, Config.Oidc config) {
    /** The provider's clock may be this far from ours. */
    static final Duration LEEWAY = Duration.ofSeconds(30);

    /** Finds the first mistake, for the log. Empty if there is none. */
    Optional<String> findMistake(Instant now) {
        var audience = texts(json.getValue("aud"));
        if (!issuer().equals(withoutSlash(config.issuer().toString()))) {
            return Optional.of("another issuer");
        }
        if (!audience.contains(config.clientId())
                || (!text("azp").isEmpty() && !text("azp").equals(config.clientId()))
                || (audience.size() > 1 && text("azp").isEmpty())) {
            return Optional.of("another audience");
        }
        return time("exp").filter(end -> now.isBefore(end.plus(LEEWAY))).isPresent()
                ? Optional.empty()
                : Optional.of("expired");
    }

    /** The issuer without a slash at its end, which some providers write. */
    String issuer() {
        return withoutSlash(text("iss"));
    }

    boolean has(String claim) {
        return json.containsKey(claim);
    }

    /** A claim that is a text; empty if it is absent or anything else. */
    String text(String claim) {
        return json.getValue(claim) instanceof String text ? text : "";
    }

    /** A claim that is a number of seconds since 1970; empty if it is absent or anything else. */
    Optional<Instant> time(String claim) {
        return json.getValue(claim) instanceof Number seconds
                ? Optional.of(Instant.ofEpochSecond(Math.clamp(seconds.longValue(), 0, Integer.MAX_VALUE * 100L)))
                : Optional.empty();
    }

    /** Reads a string or a list of strings; anything else gives an empty list. */
    static List<String> texts(@Nullable Object value) {
        var items = value instanceof JsonArray list ? list.stream() : Stream.ofNullable(value);
        return items.filter(String.class::isInstance).map(String.class::cast).toList();
    }

    static String withoutSlash(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }
}
