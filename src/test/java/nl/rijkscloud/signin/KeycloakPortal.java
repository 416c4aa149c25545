package nl.rijkscloud.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.AtExit;
import nl.rijkscloud.testing.TestPortal;

/** One portal with a real identity provider, for all integration tests of this JVM. */
final class KeycloakPortal {
    static final DemoPortal PORTAL = open();

    private KeycloakPortal() {}

    private static DemoPortal open() {
        try {
            var keycloak = new Keycloak();
            AtExit.run(keycloak::close);
            // The portal starts first: it can start without the provider, and the provider needs its address.
            var portal = TestPortal.lasting(keycloak.settings());
            keycloak.start(portal.baseUrl());
            return portal;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
