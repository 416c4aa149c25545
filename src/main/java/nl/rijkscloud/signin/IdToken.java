package nl.rijkscloud.signin;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.link.ProviderSessions.ProviderSignIn;
import nl.rijkscloud.staff.AccountProvisioning.ProviderIdentity;
import nl.rijkscloud.staff.Role;
import org.jspecify.annotations.Nullable;

/** The claims of an ID token with a verified signature. It checks the rest of OpenID Connect Core 3.1.3.7. */
final class IdToken {
    private final ProviderClaims claims;
    private final Config.Oidc config;

    IdToken(JsonObject claims, Config.Oidc config) {
        this.claims = new ProviderClaims(claims, config);
        this.config = config;
    }

    /** Finds the first mistake of the token for this attempt, for the log. Empty if there is none. */
    Optional<String> findMistake(SignInAttempt attempt, Instant now) {
        return claims.findMistake(now).or(() -> !attempt.hasNonce(claims.text("nonce"))
                ? Optional.of("another nonce")
                : claims.text("sub").isEmpty() ? Optional.of("no subject") : Optional.empty());
    }

    /** True if the provider has verified the address. Some providers write the claim as a string. */
    boolean emailIsVerified() {
        return String.valueOf(claims.json().getValue("email_verified")).equals("true");
    }

    ProviderIdentity identity() {
        return new ProviderIdentity(
                claims.issuer() + " " + claims.text("sub"), claims.text("name"), claims.text("email"), roles(),
                config.departmentsClaim().map(claim -> ProviderClaims.texts(claim(claim))));
    }

    /**
     * The sign-in as the provider can end it later.
     *
     * @param began the time of the attempt, for a provider that does not say when it made the token
     */
    ProviderSignIn signIn(Instant began) {
        return new ProviderSignIn(
                claims.issuer(), claims.text("sub"),
                Optional.of(claims.text("sid")).filter(session -> !session.isEmpty()),
                claims.time("iat").orElse(began));
    }

    private Set<Role> roles() {
        var given = ProviderClaims.texts(claim(config.rolesClaim()));
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
        @Nullable Object found = claims.json();
        if (claims.has(name)) {
            return claims.json().getValue(name);
        }
        for (var step : name.split("\\.", 0)) {
            found = found instanceof JsonObject inner ? inner.getValue(step) : null;
        }
        return found;
    }
}
