package nl.rijkscloud.startup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nl.rijkscloud.blob.BlobPlace;
import nl.rijkscloud.bounce.MailboxFault;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.ScanSettings;
import nl.rijkscloud.kernel.OpenFiles;
import nl.rijkscloud.scan.ScannerFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks before a start everything that the server needs from its surroundings, and reports all findings at once, so
 * that nobody has to start five times to find five mistakes. It changes nothing. It blocks, normally for a few seconds
 * at most.
 */
public final class StartChecks {
    private static final Logger LOG = LoggerFactory.getLogger(StartChecks.class);
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** More than all timeouts of one check together. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> TRANSIENT = Set.of("database", "store", "ledger");

    private StartChecks() {}

    /**
     * One check of the list.
     *
     * @param name a word or two, the same in every version
     * @param advice for the operator, who reads it below a finding
     */
    public record Named(String name, String advice, Callable<Findings> check) {}

    public static Findings run(Config config) {
        return all(list(config), PATIENCE);
    }

    /** All checks, for those who want to know what each has found. */
    public static List<Named> list(Config config) {
        return List.of(
                new Named("configuration", "Rename the keys; conf/rijkscloud.yaml explains all of them.",
                        () -> new Findings(List.of(), List.of(), config.warnings())),
                new Named("process", "Let the temporary folder take files and programs: java.io.tmpdir.",
                        ProcessCheck::temporaryFolder),
                new Named("master-key",
                        "See \"Install\" in operations.md; never make a new key beside an old database.",
                        () -> KeyCheck.masterKeys(config.masterKey(), config.previousMasterKey())),
                new Named("statement-key", "See \"Signed statements\" in operations.md.",
                        () -> KeyCheck.statementKey(config.statements().key())),
                new Named("recovery-key", "See \"Recovery key\" in operations.md.",
                        () -> KeyCheck.recoveryKey(config.recovery().publicKeyFile())),
                new Named("database", "See database.* in the configuration, and the rights of its user.",
                        () -> DatabaseCheck.run(config.database(), config.masterKey(), config.previousMasterKey(),
                                BlobPlace.of(config.storage()))),
                new Named("store",
                        "Mount the folder, and let the server's user write in it; see also \"Object storage\".",
                        () -> StoreCheck.run(BlobPlace.of(config.storage()),
                                () -> DatabaseCheck.hasMarkedFolder(config.database()))),
                new Named("period-keys", "See \"Period keys\" in operations.md.",
                        () -> KeyCheck.periodKeys(config.storage().keys(), config.storage().folder())),
                new Named("ledger", "See \"Restore\" in operations.md; no backup may take this folder back.",
                        () -> LedgerCheck.run(config.ledger().folder(), config.storage().folder())),
                new Named("memory", "Raise -XX:MaxDirectMemorySize, or lower storage.memoryBudget.",
                        () -> ProcessCheck.memory(config.storage())),
                new Named("mail-server", "See mail.* in the configuration; doctor --mail ADDRESS sends a test mail.",
                        () -> MailCheck.server(config.mail(), () -> DatabaseCheck.isInUse(config.database()))),
                new Named("bounce-mailbox", "See \"Bounces\" in operations.md.", () -> mailbox(config)),
                new Named("sms-gateway",
                        "See \"Text messages\" in operations.md; doctor --sms NUMBER sends a test text.",
                        () -> SmsGatewayCheck.run(config.sms(), config.proxy())),
                new Named("sms-length", "Shorten organisation.name, or accept that each text costs more.",
                        () -> SmsGatewayCheck.textLengths(config)),
                new Named("mail-texts", "Mend the file in mail.templates.", () -> MailCheck.texts(config)),
                new Named("ports", "Nothing, if the portal that runs here is the right one.",
                        () -> PortCheck.run(config)),
                new Named("tls-files", "Replace the files of server.tls.",
                        () -> TlsFilesCheck.run(config.server(), InstantSource.system())),
                new Named("trusted-proxies", "Put the addresses of the proxies in server.trustedProxies.",
                        () -> proxy(config.server())),
                new Named("open-files", "Raise LimitNOFILE of the unit, or ulimit -n.",
                        () -> ProcessCheck.openFiles(config, OpenFiles.ofThisProcess())),
                new Named("identity-provider", "See \"Identity provider\" in operations.md.",
                        () -> IdentityProviderCheck.run(config.staff(), config.proxy())),
                new Named("virus-scanner", "See \"Virus scanner\" in operations.md.", () -> scanner(config.scan())));
    }

    /** Runs only the checks whose finding may change by itself, for a start that waits. */
    public static Findings runTransient(Config config) {
        return all(list(config).stream().filter(check -> TRANSIENT.contains(check.name())).toList(), PATIENCE);
    }

    /**
     * Runs checks at the same time, on threads of the operating system: a virtual thread that waits for the initialiser
     * of a class keeps its carrier, and with as many of those as processors nothing would go on.
     *
     * @param patience after which the log names a check that still runs; a disk that hangs cannot be interrupted
     */
    static Findings all(List<Named> checks, Duration patience) {
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("start-check-", 0).factory());
        var running = new LinkedHashMap<String, Future<Findings>>();
        checks.forEach(check -> running.put(check.name(), threads.submit(check.check())));
        threads.shutdown();
        return running.entrySet().stream().map(check -> result(check.getKey(), check.getValue(), patience))
                .reduce(Findings.NOTHING, Findings::and);
    }

    private static Findings result(String name, Future<Findings> check, Duration patience) {
        try {
            while (true) {
                try {
                    return check.get(patience.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException late) {
                    LOG.warn("not started yet: the check \"{}\" has not ended", name);
                }
            }
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

    /** Only warns: mails leave without it, and their states come later. */
    private static Findings mailbox(Config config) {
        return config.bounce().flatMap(own -> MailboxFault.find(own, TIMEOUT))
                .map(fault -> Findings.warning(fault + "; nobody sees that a mail did not arrive"))
                .orElse(Findings.NOTHING);
    }

    /** Only warns: documents are delivered as not scanned, and a scanner may be away for a while. */
    private static Findings scanner(ScanSettings config) {
        return ScannerFaults.find(config).stream()
                .map(fault -> Findings.warning("scan.address: " + fault))
                .reduce(Findings.NOTHING, Findings::and);
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
