package nl.rijkscloud.signin;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.AtExit;
import nl.rijkscloud.testing.Folders;
import nl.rijkscloud.testing.TestPortal;

/** One portal with a provider that lies on request, for all tests of this JVM. KeycloakIT uses a real one. */
final class OidcPortal {
    static final FakeProvider PROVIDER = new FakeProvider(Vertx.vertx());
    static final DemoPortal PORTAL = open();

    private OidcPortal() {}

    private static DemoPortal open() {
        try {
            var folder = Files.createTempDirectory("rijkscloud-oidc");
            var portal = TestPortal.start(folder, PROVIDER.settings());
            AtExit.run(() -> {
                portal.close();
                Folders.delete(folder);
            });
            return portal;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
