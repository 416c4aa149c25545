package nl.rijkscloud.signin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.staff.AccountProvisioning.ProviderIdentity;
import nl.rijkscloud.staff.Role;
import org.jspecify.annotations.Nullable;

/** The claims of an ID token with a verified signature. It checks the rest of OpenID Connect Core 3.1.3.7. */
final class IdToken {
    /** The provider's clock may be this far behind ours. */
    private static final Duration LEEWAY = Duration.ofSeconds(30);

    private final JsonObject claims;
    private final Config.Oidc config;

    IdToken(JsonObject claims, Config.Oidc config) {
        this.claims = claims;
        this.config = config;
    }

    /** Finds the first mistake of the token for this attempt, for the log. Empty if there is none. */
    Optional<String> findMistake(SignInAttempt attempt, Instant now) {
        var audience = texts(claims.getValue("aud"));
        if (!withoutSlash(text("iss")).equals(withoutSlash(config.issuer().toString()))) {
            return Optional.of("another issuer");
        }
        if (!audience.contains(config.clientId())
                || (!text("azp").isEmpty() && !text("azp").equals(config.clientId()))
                || (audience.size() > 1 && text("azp").isEmpty())) {
            return Optional.of("another audience");
        }
        if (!(claims.getValue("exp") instanceof Number end)
                || !now.isBefore(Instant.ofEpochSecond(end.longValue()).plus(LEEWAY))) {
            return Optional.of("expired");
        }
        if (!attempt.hasNonce(text("nonce"))) {
            return Optional.of("another nonce");
        }
        return text("sub").isEmpty() ? Optional.of("no subject") : Optional.empty();
    }

    /** True if the provider has verified the address. Some providers write the claim as a string. */
    boolean emailIsVerified() {
        return String.valueOf(claims.getValue("email_verified")).equals("true");
    }

    ProviderIdentity identity() {
        return new ProviderIdentity(
                withoutSlash(text("iss")) + " " + text("sub"), text("name"), text("email"), roles(),
                config.departmentsClaim().map(claim -> texts(claim(claim))));
    }

    private Set<Role> roles() {
        var given = texts(claim(config.rolesClaim()));
        var roles = EnumSet.noneOf(Role.class);
        for (var role : Role.values()) {
            if (config.roles().getOrDefault(role.code(), List.of()).stream().anyMatch(given::contains)) {
                roles.add(role);
            }
        }
        return roles;
    }

    /** Finds a claim by its name, which may contain dots, or by its path. */
    private @Nullable Object claim(String name) {
        @Nullable Object found = claims;
        if (claims.containsKey(name)) {
            return claims.getValue(name);
        }
        for (var step : name.split("\\.", 0)) {
            found = found instanceof JsonObject inner ? inner.getValue(step) : null;
        }
        return found;
    }

    private String text(String claim) {
        return claims.getValue(claim) instanceof String text ? text : "";
    }

    /** Reads a string or a list of strings; anything else gives an empty list. */
    private static List<String> texts(@Nullable Object value) {
        var items = value instanceof JsonArray list ? list.stream() : Stream.ofNullable(value);
        return items.filter(String.class::isInstance).map(String.class::cast).toList();
    }

    private static String withoutSlash(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }
}
