package nl.rijkscloud.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.AtExit;
import nl.rijkscloud.testing.Folders;
import nl.rijkscloud.testing.TestPortal;

/** One portal with a real identity provider, for all integration tests of this JVM. */
final class KeycloakPortal {
    static final DemoPortal PORTAL = open();

    private KeycloakPortal() {}

    private static DemoPortal open() {
        try {
            var keycloak = new Keycloak();
            var folder = Files.createTempDirectory("rijkscloud-keycloak");
            // The portal starts first: it can start without the provider, and the provider needs its address.
            var portal = TestPortal.start(folder, keycloak.settings());
            AtExit.run(() -> {
                portal.close();
                keycloak.close();
                Folders.delete(folder);
            });
            keycloak.start(portal.baseUrl());
            return portal;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
