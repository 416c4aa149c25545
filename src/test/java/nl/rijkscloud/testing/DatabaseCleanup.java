package nl.rijkscloud.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Drops the databases that a test class leaves behind. JUnit finds it by itself (junit-platform.properties). */
public final class DatabaseCleanup implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) {
        var nested = context.getRequiredTestClass().getEnclosingClass() != null;
        if (!nested) {
            TestServer.dropUnused();
        }
    }
}
