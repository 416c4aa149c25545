package nl.rijkscloud.signin;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.link.ProviderSessions.ProviderLogout;

/**
 * The claims of a logout token with a verified signature. It checks the rest of OpenID Connect Back-Channel Logout 1.0,
 * section 2.6.
 */
final class LogoutToken {
    /** The longest time from the making of a token to its arrival. The norm leaves it to us. */
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final ProviderClaims claims;

    LogoutToken(JsonObject claims, Config.Oidc config) {
        this.claims = new ProviderClaims(claims, config);
    }

    /** Finds the first mistake of the token, for the log. Empty if there is none. */
    Optional<String> findMistake(Instant now) {
        return claims.findMistake(now).or(() -> findOwnMistake(now));
    }

    private Optional<String> findOwnMistake(Instant now) {
        if (claims.has("nonce")) {
            return Optional.of("a nonce, as ID tokens have");
        }
        if (!(claims.json().getValue("events") instanceof JsonObject events)
                || !(events.getValue(EVENT) instanceof JsonObject)) {
            return Optional.of("no event of a sign-out");
        }
        if (claims.text("jti").isEmpty()) {
            return Optional.of("no id");
        }
        var made = claims.time("iat");
        if (made.isEmpty() || made.get().plus(MAX_AGE).isBefore(now)
                || made.get().isAfter(now.plus(ProviderClaims.LEEWAY))) {
            return Optional.of("another time");
        }
        return findMistakeInWho();
    }

    /** A claim that is there and no text is a mistake: it must not widen what the token ends. */
    private Optional<String> findMistakeInWho() {
        var subject = claims.text("sub");
        var session = claims.text("sid");
        return (subject.isEmpty() && session.isEmpty())
                || (subject.isEmpty() && claims.has("sub")) || (session.isEmpty() && claims.has("sid"))
                ? Optional.of("neither a subject nor a session")
                : Optional.empty();
    }

    /** Call it for a token without a mistake. */
    ProviderLogout logout() {
        return new ProviderLogout(
                claims.issuer(), claims.text("jti"),
                Optional.of(claims.text("sub")).filter(subject -> !subject.isEmpty()),
                Optional.of(claims.text("sid")).filter(session -> !session.isEmpty()),
                claims.time("iat").orElseThrow());
    }
}
