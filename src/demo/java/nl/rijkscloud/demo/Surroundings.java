package nl.rijkscloud.demo;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.config.Config;

/**
 * Everything that a portal needs, on this machine alone: database, mail server, SMS gateway, staff, master key and
 * configuration file. One thread at a time.
 */
public final class Surroundings implements AutoCloseable {
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final Inbox inbox = new Inbox();
    private final Path folder;
    private Config config;
    private MailCatcher mails;

    private Surroundings(Path folder) {
        this.folder = folder;
    }

    public static Surroundings start(DemoOptions options) throws IOException {
        var surroundings = new Surroundings(options.folder());
        try {
            surroundings.open(options);
            return surroundings;
        } catch (IOException | RuntimeException failed) {
            surroundings.close();
            throw failed;
        }
    }

    public Config config() {
        return config;
    }

    /** The argument of {@code serve --config}. */
    public Path configFile() {
        return folder.resolve(DemoConfig.FILE);
    }

    public Inbox inbox() {
        return inbox;
    }

    /** The mail server is down: it refuses connections. */
    public void stopMail() {
        mails.close();
    }

    /** Starts it again at the same address. */
    public void startMail() {
        mails = MailCatcher.start(inbox, mails.port());
    }

    @Override
    public void close() {
        for (var part : parts.reversed()) {
            try {
                part.close();
            } catch (Exception failed) {
                System.err.println("The demo did not stop cleanly: " + failed);
            }
        }
    }

    private void open(DemoOptions options) throws IOException {
        var database = options.database().orElseGet(() -> embedded(options));
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        parts.add(() -> Waiting.on(vertx.close()));
        mails = MailCatcher.start(inbox, 0);
        parts.add(() -> mails.close());
        var texts = Waiting.on(SmsCatcher.start(vertx, inbox));
        config = DemoConfig.write(options, database, mails.port(), texts.url());
        texts.reportTo(config.server().publicUrl() + "/api/sms/reports");
        DemoStaff.register(vertx, config);
    }

    private Config.Database embedded(DemoOptions options) {
        var server = options.keep()
                ? EmbeddedDatabase.keeping(options.folder().resolve("database"))
                : EmbeddedDatabase.forgetful();
        parts.add(server);
        return server.config(EmbeddedDatabase.NAME, 10);
    }
}
