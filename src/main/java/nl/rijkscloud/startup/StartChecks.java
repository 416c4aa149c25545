package nl.rijkscloud.startup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.OpenFiles;

/**
 * Examines before a start everything that the server needs from its surroundings, and reports all findings at once, so
 * that no one must start five times to find five mistakes. Changes nothing. Blocks; each check takes some seconds at
 * most, and all run at the same time.
 */
public final class StartChecks {
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private StartChecks() {}

    public static Findings run(Config config) {
        var checks = List.<Callable<Findings>>of(
                TemporaryFolderCheck::run,
                () -> KeyFileCheck.run(config.masterKey()),
                () -> DatabaseCheck.run(config.database(), config.masterKey(), config.storage().folder()),
                () -> FolderCheck.run(config.storage().folder(),
                        () -> DatabaseCheck.hasMarkedFolder(config.database())),
                () -> KeyFolderCheck.run(config.storage().keys(), config.storage().folder()),
                () -> MemoryCheck.run(config.storage()),
                () -> MailServerCheck.run(config.mail(), () -> DatabaseCheck.isInUse(config.database())),
                () -> SmsGatewayCheck.run(config.sms()),
                () -> SmsGatewayCheck.length(config),
                () -> MailTextsCheck.run(config),
                () -> PortCheck.run(config),
                () -> TlsFilesCheck.run(config.server(), InstantSource.system()),
                () -> ProxyCheck.run(config.server()),
                () -> OpenFilesCheck.run(config, OpenFiles.ofThisProcess()),
                () -> IdentityProviderCheck.run(config.staff()));
        return all(checks);
    }

    /** Only those whose surroundings may be there later. For a start that waits. */
    public static Findings ofWhatMayCome(Config config) {
        return all(List.of(
                () -> DatabaseCheck.run(config.database(), config.masterKey(), config.storage().folder()),
                () -> FolderCheck.run(config.storage().folder())));
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
                return TemporaryFolderCheck.unloadable();
            }
            throw new IllegalStateException("a start check failed", bug.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", stopped);
        }
    }
}
