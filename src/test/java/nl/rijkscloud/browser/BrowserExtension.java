package nl.rijkscloud.browser;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all tests of the JVM one Chromium and one portal, and each test its own visitors without a past. */
final class BrowserExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {
    private static final Namespace OURS = Namespace.create(BrowserExtension.class);
    private static final boolean REQUIRED = "required".equals(System.getenv("RIJKSCLOUD_BROWSER_TESTS"));
    private static final Path PICTURES = Path.of("target", "browser");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.executable().isPresent() || REQUIRED
                ? ConditionEvaluationResult.enabled("there is a Chromium, or there has to be one")
                : ConditionEvaluationResult.disabled("no Chromium on this machine: apt-get install chromium");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Visitors.class;
    }

    @Override
    public Visitors resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var world = context.getRoot().getStore(OURS);
        var chromium = world.computeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
        var portal = world.computeIfAbsent(PortalOnALine.class, key -> PortalOnALine.start(), PortalOnALine.class);
        return context.getStore(OURS)
                .computeIfAbsent(Visitors.class, key -> new Visitors(chromium, portal), Visitors.class);
    }

    /** Shows a failed test in target/browser; a test that passed fails now if the console has complaints. */
    @Override
    public void afterEach(ExtensionContext context) {
        var visitors = context.getStore(OURS).remove(Visitors.class, Visitors.class);
        if (visitors == null) {
            return;
        }
        var failed = context.getExecutionException().isPresent();
        if (failed) {
            visitors.photograph(PICTURES,
                    context.getRequiredTestClass().getSimpleName() + "-" + context.getRequiredTestMethod().getName());
        }
        visitors.leave();
        if (!failed && !visitors.complaints().isEmpty()) {
            throw new AssertionError("the browser complained: " + visitors.complaints());
        }
    }
}
