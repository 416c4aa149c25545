package nl.rijkscloud.signin;

import io.vertx.core.Vertx;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.TestPortal;

/** One portal with a provider that lies on request, for all tests of this JVM. KeycloakIT uses a real one. */
final class OidcPortal {
    static final FakeProvider PROVIDER = new FakeProvider(Vertx.vertx());
    static final DemoPortal PORTAL = TestPortal.lasting(PROVIDER.settings());

    private OidcPortal() {}
}
