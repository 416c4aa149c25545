package nl.rijkscloud.demo;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.App;
import nl.rijkscloud.config.Config;

/**
 * The production portal with everything around it that it needs, on this machine alone: database, mail server, SMS
 * gateway, staff. Its mails and text messages end in {@link #inbox()} and at {@code /demo/}. All methods block; one
 * thread at a time starts, restarts and closes it.
 */
public final class DemoPortal implements AutoCloseable {
    private final List<AutoCloseable> surroundings;
    private final Config config;
    private final Inbox inbox;
    private App app;

    private DemoPortal(List<AutoCloseable> surroundings, Config config, Inbox inbox) {
        this.surroundings = surroundings;
        this.config = config;
        this.inbox = inbox;
    }

    public static DemoPortal start(DemoOptions options) throws IOException {
        var surroundings = new ArrayList<AutoCloseable>();
        try {
            var inbox = new Inbox();
            var database = options.database().orElseGet(() -> embedded(options, surroundings));
            var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
            surroundings.add(() -> Waiting.on(vertx.close()));
            var mails = MailCatcher.start(inbox);
            surroundings.add(mails);
            var texts = Waiting.on(SmsCatcher.start(vertx, inbox));
            var config = DemoConfig.write(options, database, mails.port(), texts.url());
            texts.reportTo(config.server().publicUrl() + "/api/sms/reports");
            DemoStaff.register(vertx, config);
            var portal = new DemoPortal(surroundings, config, inbox);
            portal.startApp();
            return portal;
        } catch (IOException | RuntimeException failed) {
            closeAll(surroundings);
            throw failed;
        }
    }

    /** Where the portal is, without a slash at the end. */
    public URI baseUrl() {
        return config.server().publicUrl();
    }

    public Inbox inbox() {
        return inbox;
    }

    public Config config() {
        return config;
    }

    /** Stops the portal as SIGTERM does and starts it again on the same data and port; its surroundings go on. */
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
        try {
            stop();
        } finally {
            closeAll(surroundings);
        }
    }

    private void startApp() {
        app = Waiting.on(App.start(config, new InboxPage(inbox)::mount));
    }

    private static Config.Database embedded(DemoOptions options, List<AutoCloseable> surroundings) {
        var server = options.keep()
                ? EmbeddedDatabase.keeping(options.folder().resolve("database"))
                : EmbeddedDatabase.forgetful();
        surroundings.add(server);
        return server.config(EmbeddedDatabase.NAME, 10);
    }

    private static void closeAll(List<AutoCloseable> surroundings) {
        for (var one : surroundings.reversed()) {
            try {
                one.close();
            } catch (Exception failed) {
                System.err.println("The demo did not stop cleanly: " + failed);
            }
        }
    }
}
