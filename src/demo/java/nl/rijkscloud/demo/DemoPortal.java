package nl.rijkscloud.demo;

import java.io.IOException;
import java.net.URI;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.portal.App;

/**
 * The production portal with all the services that it needs, on this machine alone. Its mails and text messages arrive
 * in {@link #inbox()} and at {@code /demo/}. All methods block; one thread at a time starts, restarts and closes it.
 */
public final class DemoPortal implements Portal, AutoCloseable {
    private final Surroundings surroundings;
    private App app;

    private DemoPortal(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static DemoPortal start(DemoOptions options) throws IOException {
        var surroundings = Surroundings.start(options);
        try {
            var portal = new DemoPortal(surroundings);
            portal.startApp();
            return portal;
        } catch (RuntimeException failed) {
            surroundings.close();
            throw failed;
        }
    }

    @Override
    public URI baseUrl() {
        return config().server().publicUrl();
    }

    @Override
    public Inbox inbox() {
        return surroundings.inbox();
    }

    public Config config() {
        return surroundings.config();
    }

    /**
     * Stops the portal as SIGTERM does and starts it again on the same data and port; its surroundings keep running.
     */
    public void restart() {
        stop();
        startApp();
    }

    /** Stops the portal only; {@link #restart} brings it back. */
    public void stop() {
        if (app != null) {
            var closing = app;
            app = null;
            Waiting.on(closing.close());
        }
    }

    @Override
    public void close() {
        try (surroundings) {
            stop();
        }
    }

    private void startApp() {
        app = Waiting.on(App.start(config(), new InboxPage(inbox())::mount));
    }
}
