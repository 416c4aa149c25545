package nl.rijkscloud.portal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.http.TlsPolicy;
import nl.rijkscloud.startup.Findings;
import nl.rijkscloud.startup.StartChecks;
import nl.rijkscloud.startup.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code serve}: starts the portal, or refuses with every reason at once and exit code 2. Runs until SIGTERM or SIGINT;
 * the shutdown hook then waits for {@link App#close()}, because a JVM ends when its hooks return.
 */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Runs the portal until it is told to stop.")
final class Serve implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

    /** The time that closing takes besides the drain: database, metrics, the last rows. */
    private static final Duration BESIDES = Duration.ofSeconds(20);

    @Mixin
    private ConfigOption config;

    @Override
    public Integer call() throws InterruptedException {
        var loaded = config.load(LOG::warn);
        return loaded.isPresent() ? serve(loaded.get()) : Main.REFUSED;
    }

    private int serve(Config loaded) throws InterruptedException {
        TlsPolicy.prepare();
        try {
            var found = StartChecks.run(loaded);
            found.warnings().forEach(LOG::warn);
            var app = App.start(loaded, App.ExtraRoutes.NONE, later(found, loaded)).await();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(app, loaded.server()), "stop"));
            app.wentBack().onSuccess(older -> endAtOnce());
            var server = loaded.server();
            LOG.info("{} serving {} on {}:{}", Main.Version.text(), server.publicUrl(), server.host(), server.port());
            new CountDownLatch(1).await(); // for ever: the hook is the way out
            return 0;
        } catch (StartRefused refused) {
            config.refuse(refused.reasons());
            return Main.REFUSED;
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Throwable fault) { // an Error too: the process must end, and say why
            LOG.error("did not start", fault);
            config.refuse(List.of("a fault of Rijkscloud itself, " + fault.getClass()
                    .getSimpleName() + "; the log says where"));
            return Main.FAULT;
        }
    }

    /** Runs the checks that remain once a missing thing has come. */
    private static Supplier<Findings> later(Findings found, Config loaded) {
        return found.allowsStart() ? () -> Findings.NOTHING : () -> StartChecks.runTransient(loaded);
    }

    /** Without a drain: each mail that still leaves could be one that has left before. */
    private static void endAtOnce() {
        LOG.error("this server ends at once; the next start waits for: rijkscloud.jar restore");
        Runtime.getRuntime().halt(Main.FAULT);
    }

    private static void stop(App app, Config.Server server) {
        var patience = server.drainAfter().plus(server.drain());
        LOG.info("stopping; new requests are taken for {} s, and what is running then has {} s",
                server.drainAfter().toSeconds(), server.drain().toSeconds());
        try {
            app.close().toCompletionStage().toCompletableFuture()
                    .get(patience.plus(BESIDES).toSeconds(), TimeUnit.SECONDS);
            LOG.info("stopped");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            LOG.error("did not stop in order", failure);
        }
    }
}
