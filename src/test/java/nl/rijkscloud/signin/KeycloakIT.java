package nl.rijkscloud.signin;

import org.junit.jupiter.api.Nested;

/** Everything that needs a Keycloak, in one class: its start takes most of a minute, and its folder allows only one. */
final class KeycloakIT {
    @Nested
    final class Protocol extends KeycloakProtocol {}

    @Nested
    final class Pages extends SignInPages {}
}
