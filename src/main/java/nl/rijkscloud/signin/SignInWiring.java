package nl.rijkscloud.signin;

import java.util.Optional;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.staff.AccountProvisioning;

/** Joins what signing in with an identity provider is made of. */
public final class SignInWiring {
    private SignInWiring() {}

    /** Empty where people sign in with a password. */
    public static Optional<OidcSignIn> oidc(Platform platform, Audit audit) {
        var config = platform.config();
        return config.staff().oidc().map(provider -> new OidcSignIn(
                platform.vertx(), provider, config.server().publicUrl(),
                new AccountProvisioning(platform.database(), audit, config.organisation().domains(), platform.clock()),
                platform.database(), audit, platform.random(), platform.clock()));
    }
}
