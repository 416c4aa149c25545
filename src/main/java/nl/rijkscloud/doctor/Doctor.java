package nl.rijkscloud.doctor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.startup.Findings;
import nl.rijkscloud.startup.StartChecks;
import nl.rijkscloud.startup.StartRefused;

/**
 * Runs all probes at the same time and gathers their findings in the order of the list. A probe that takes too long is
 * left behind and reported, so that the whole never hangs: its thread is a daemon.
 */
public final class Doctor {
    private final Visit visit;

    private Doctor(Visit visit) {
        this.visit = visit;
    }

    /**
     * The installation, and the operator's options.
     *
     * @param mail an address that gets a test mail
     * @param sms a number that gets a test text
     * @param dkim the selector under which the mail server's key stands in the DNS
     * @param dns the server to ask instead of the system's, as {@code host} or {@code host:port}
     * @param proc the folder in which Linux describes the process
     */
    public record Visit(
            Config config, Optional<String> mail, Optional<String> sms, Optional<String> dkim, Optional<String> dns,
            Path proc, Pace pace) {
        public static Visit of(
                Config config, Optional<String> mail, Optional<String> sms, Optional<String> dkim,
                Optional<String> dns) {
            return new Visit(config, mail, sms, dkim, dns, Path.of("/proc"), Pace.USUAL);
        }
    }

    /**
     * How long things may take.
     *
     * @param probe a probe as a whole, before it is left behind
     * @param step each answer of the public address
     * @param pause between the two halves of a body that shows if a proxy hands bytes on as they come
     */
    record Pace(Duration probe, Duration step, Duration pause) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofMillis(1_500));
    }

    /**
     * A named check of one part of the installation.
     *
     * @param more how much longer than others it may take
     */
    record Probe(String name, Duration more, Callable<List<Finding>> look) {
        Probe(String name, Callable<List<Finding>> look) {
            this(name, Duration.ZERO, look);
        }
    }

    /** All findings, in the order of the list. Blocks for as long as the patience of one probe. */
    public static List<Finding> examine(Visit visit) {
        return new Doctor(visit).examine();
    }

    /** To add a probe, add its line here. */
    private List<Probe> probes() {
        return List.of(
                new Probe("public-name", () -> PublicNameProbe.look(visit.config().server().publicUrl())),
                new Probe("certificate", () -> CertificateProbe.look(visit.config().server(), visit.pace().step())),
                new Probe("former-name", () -> FormerNameProbe.look(visit.config().server(), visit.pace())),
                new Probe("proxy", () -> ProxyProbe.look(visit.config(), visit.pace())),
                new Probe("sender-domain", () -> SenderDomainProbe.look(visit)),
                new Probe("test-mail", () -> TestMessageProbe.mail(visit)),
                new Probe("test-text", () -> TestMessageProbe.text(visit)),
                new Probe("database-settings", () -> DatabaseProbe.look(visit.config().database())),
                new Probe("store-speed", () -> StoreSpeedProbe.look(visit.config().storage())),
                new Probe("key-place", () -> KeyPlaceProbe.look(visit.config())),
                new Probe("ledger-place", () -> LedgerPlaceProbe.look(visit.config())),
                new Probe("free-space", () -> SpaceProbe.look(visit.config())),
                new Probe("memory-on-disk", () -> MemoryOnDiskProbe.look(visit.proc())),
                new Probe("process-limits",
                        () -> ProcessLimitsProbe.look(visit.proc(), visit.config().documents().maxSize())),
                new Probe("scanner", () -> ScannerProbe.look(visit)),
                new Probe("scanner-maximum", ScannerProbe.patience(visit.config().scan()),
                        () -> ScannerProbe.maximum(visit.config().scan())));
    }

    private List<Finding> examine() {
        Executor threads = work -> Thread.ofPlatform().daemon().name("doctor").start(work);
        return Stream.concat(StartChecks.list(visit.config()).stream().map(Doctor::ofStart), probes().stream())
                .map(probe -> CompletableFuture.supplyAsync(() -> look(probe), threads)
                        .completeOnTimeout(tooSlow(probe), time(probe).toMillis(), TimeUnit.MILLISECONDS))
                .toList().stream()
                .flatMap(findings -> findings.join().stream())
                .toList();
    }

    private Duration time(Probe probe) {
        return visit.pace().probe().plus(probe.more());
    }

    private List<Finding> tooSlow(Probe probe) {
        var seconds = time(probe).toSeconds();
        return List.of(Finding.error(probe.name(), "did not end within " + seconds + " seconds",
                "Something that this looks at hangs: a network, a disk or a name server."));
    }

    private static List<Finding> look(Probe probe) {
        try {
            return probe.look().call();
        } catch (StartRefused refused) {
            return List.of(Finding.error(probe.name(), refused.getMessage(), "Mend it, and run this again."));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CompletionException(stopped);
        } catch (Exception | LinkageError failure) {
            return List.of(Finding.error(probe.name(), "could not be looked at: " + failure.getClass().getSimpleName(),
                    "Mend what stands in red above, and run this again."));
        }
    }

    /** Everything that serve would refuse or wait for is red. */
    private static Probe ofStart(StartChecks.Named named) {
        return new Probe(named.name(), () -> {
            Findings found = named.check().call();
            var all = Stream.of(
                            found.reasons().stream().map(detail -> Finding.error(named.name(), detail, named.advice())),
                            found.waits().stream().map(detail -> Finding.error(named.name(), detail, named.advice())),
                            found.warnings().stream()
                                    .map(detail -> Finding.warning(named.name(), detail, named.advice())))
                    .flatMap(part -> part).toList();
            return all.isEmpty() ? List.of(Finding.ok(named.name(), "is well")) : all;
        });
    }
}
