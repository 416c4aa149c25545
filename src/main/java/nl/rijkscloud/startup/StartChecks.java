package nl.rijkscloud.startup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.rijkscloud.blob.BlobPlace;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.OpenFiles;

/**
 * Checks before a start everything that the server needs from its surroundings, and reports all findings at once, so
 * that nobody has to start five times to find five mistakes. It changes nothing. It blocks; each check takes a few
 * seconds at most, and all run at the same time.
 */
public final class StartChecks {
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private StartChecks() {}

    public static Findings run(Config config) {
        var checks = List.<Callable<Findings>>of(
                ProcessCheck::temporaryFolder,
                () -> KeyCheck.masterKey(config.masterKey()),
                () -> DatabaseCheck.run(config.database(), config.masterKey(), BlobPlace.of(config.storage())),
                () -> StoreCheck.run(BlobPlace.of(config.storage()),
                        () -> DatabaseCheck.hasMarkedFolder(config.database())),
                () -> KeyCheck.periodKeys(config.storage().keys(), config.storage().folder()),
                () -> ProcessCheck.memory(config.storage()),
                () -> MailCheck.server(config.mail(), () -> DatabaseCheck.isInUse(config.database())),
                () -> SmsGatewayCheck.run(config.sms()),
                () -> SmsGatewayCheck.textLengths(config),
                () -> MailCheck.texts(config),
                () -> PortCheck.run(config),
                () -> TlsFilesCheck.run(config.server(), InstantSource.system()),
                () -> proxy(config.server()),
                () -> ProcessCheck.openFiles(config, OpenFiles.ofThisProcess()),
                () -> IdentityProviderCheck.run(config.staff()));
        return all(checks);
    }

    /** Runs only the checks whose finding may change by itself, for a start that waits. */
    public static Findings runTransient(Config config) {
        return all(List.of(
                () -> DatabaseCheck.run(config.database(), config.masterKey(), BlobPlace.of(config.storage())),
                () -> StoreCheck.run(BlobPlace.of(config.storage()))));
    }

    private static Findings all(List<Callable<Findings>> checks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return checks.stream().map(threads::submit).toList().stream().map(StartChecks::result)
                    .reduce(Findings.NOTHING, Findings::and);
        }
    }

    private static Findings result(Future<Findings> check) {
        try {
            return check.get();
        } catch (ExecutionException bug) {
            if (bug.getCause() instanceof LinkageError) {
                return ProcessCheck.unloadable();
            }
            throw new IllegalStateException("a start check failed", bug.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", stopped);
        }
    }

    /**
     * Warns if only this machine reaches the portal and no proxy is trusted: a proxy in front must be believed about
     * the addresses of visitors.
     */
    private static Findings proxy(Config.Server server) {
        var behindProxy = server.publicUrl().getScheme().equals("https") && server.tls().isEmpty();
        return behindProxy && server.trustedProxies().isEmpty()
                ? Findings.warning("server.trustedProxies: is empty, though a proxy must be in front (publicUrl is "
                        + "https, and there is no"
                        + " server.tls); all visitors share one limit until its address stands there")
                : Findings.NOTHING;
    }
}
