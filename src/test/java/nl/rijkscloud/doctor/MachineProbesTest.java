package nl.rijkscloud.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import nl.rijkscloud.bucket.Bucket;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.doctor.Doctor.Pace;
import nl.rijkscloud.doctor.Finding.State;
import nl.rijkscloud.scan.ScannerVersion;
import nl.rijkscloud.testing.FaultyObjectServer;
import nl.rijkscloud.testing.FaultyObjectServer.Fault;
import nl.rijkscloud.testing.ObjectServer;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Probes that need no portal: processes as Linux shows them, the scanner's version, and a bucket. */
final class MachineProbesTest {
    private static final URI SOCKET = URI.create("unix:/run/clamav/clamd.ctl");
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-30T12:00:00");
    private static final String VERSIONS =
            "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"></VersioningConfiguration>";

    @TempDir
    private Path proc;

    @Test
    void ledgerThatGoesBackWithTheDatabaseIsSeen() throws IOException {
        var database = Files.createDirectories(proc.resolve("data"));
        var inside = Files.createDirectories(database.resolve("ledger"));

        assertThat(LedgerPlaceProbe.look(inside, Optional.of(proc), Optional.of(database)))
                .extracting(Finding::state).containsExactly(State.ERROR, State.WARNING);
        assertThat(LedgerPlaceProbe.look(inside, Optional.empty(), Optional.empty()))
                .extracting(Finding::state).containsExactly(State.OK);
        assertThat(DatabaseProbe.folder(TestDatabase.fresh())).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        // made, state
        "2026-11-29T08:00:00, OK",
        "2026-11-26T08:00:00, WARNING",
        "2026-11-10T08:00:00, ERROR",
        ", WARNING"
    })
    void signaturesAreJudgedByTheirAge(LocalDateTime made, State state) {
        var finding = ScannerProbe.age(new ScannerVersion("ClamAV 1.4.6", Optional.ofNullable(made)), NOW);

        assertThat(finding.state()).isEqualTo(state);
        assertThat(finding.advice().isEmpty()).isEqualTo(state == State.OK);
    }

    @ParameterizedTest
    @CsvSource({
        // mount of the folder, kind, state
        "/run/clamav-tmp, tmpfs, OK",
        "/run/clamav-tmp, ext4, WARNING",
        "/run/clamav-other, tmpfs, WARNING",
        "/, ext4, WARNING"
    })
    void folderOfTheScannerHasToBeInMemory(String point, String kind, State state) throws IOException {
        scanner("LocalSocket /run/clamav/clamd.ctl\nTemporaryDirectory /run/clamav-tmp\n");
        Files.writeString(proc.resolve("731/mountinfo"), "22 1 8:2 / / rw - ext4 /dev/sda2 rw\n"
                + "40 22 0:30 / " + point + " rw,nosuid shared:9 - " + kind + " none rw,size=5g\n");

        assertThat(ScannerFolder.look(proc, SOCKET)).extracting(Finding::check, Finding::state)
                .containsExactly(tuple("scanner-folder", state));
    }

    @Test
    void folderOfTheScannerThatCannotBeSeenIsAmberHereAndNothingElsewhere() throws IOException {
        scanner("LocalSocket /run/another.ctl\n");

        assertThat(ScannerFolder.look(proc, SOCKET)).singleElement()
                .satisfies(found -> assertThat(found.state()).isEqualTo(State.WARNING))
                .satisfies(found -> assertThat(found.detail()).contains("cannot be seen"));
        assertThat(ScannerFolder.look(proc, URI.create("tcp://scanner.example.nl:3310"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // limit, value, state
        "Max file size, unlimited, OK",
        "Max file size, 1048576, ERROR",
        "Max processes, 100, WARNING",
        "Max address space, 4294967296, WARNING"
    })
    void limitsThatAreReachedLaterAreNamed(String limit, String value, State state) throws IOException {
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(proc.resolve("self/limits"), "Limit                     Soft Limit           Hard Limit\n"
                + limit + "                 " + value + "            unlimited            bytes     \n");

        assertThat(ProcessLimitsProbe.look(proc, 2L << 20)).extracting(Finding::check, Finding::state)
                .containsExactly(tuple("process-limits", state));
    }

    @Test
    void bucketIsWrittenReadAndLeftEmpty() {
        var place = ObjectServer.fresh();
        try (var line = new FaultyObjectServer()) {
            line.answer("?versioning", VERSIONS);

            assertThat(BucketProbe.look(new Bucket(line.before(place)))).extracting(Finding::check)
                    .containsExactly("store-speed", "bucket-objects", "bucket-rules");
            assertThat(BucketProbe.look(new Bucket(line.before(place)))).filteredOn(found ->
                    !found.check().equals("store-speed")).allMatch(found -> found.state() == State.OK);
        }
        assertThat(ObjectServer.keys(place)).isEmpty();
    }

    @Test
    void bucketThatChangesBytesOrHidesItsRulesIsNamed() {
        var place = ObjectServer.fresh();
        try (var line = new FaultyObjectServer()) {
            line.spoil(request -> request.uri().contains("?versioning") ? Fault.FULL
                    : request.method().name().equals("GET") ? Fault.CORRUPT : Fault.NONE);

            assertThat(BucketProbe.look(new Bucket(line.before(place)))).filteredOn(found ->
                    found.check().startsWith("bucket-")).extracting(Finding::state)
                    .containsExactly(State.ERROR, State.WARNING);
        }
        assertThat(ObjectServer.keys(place)).isEmpty();
    }

    @Test
    void formerNameThatDoesNotLeadHereOrIsOverIsNamed() {
        var vertx = Vertx.vertx();
        try {
            var page = new AtomicReference<>("<a data-next>");
            var server = vertx.createHttpServer().requestHandler(request -> request.response().end(page.get()))
                    .listen(0, "127.0.0.1").await();
            var here = "http://127.0.0.1:" + server.actualPort();

            assertThat(former(here, "2099-12-31")).isEqualTo(State.OK);
            assertThat(former(here, "2020-12-31")).isEqualTo(State.WARNING);
            assertThat(former("http://portal.invalid", "2099-12-31")).isEqualTo(State.ERROR);
            page.set("Welkom");
            assertThat(former(here, "2099-12-31")).as("another page").isEqualTo(State.ERROR);
            server.close().await();
            assertThat(former(here, "2099-12-31")).as("nobody").isEqualTo(State.ERROR);
        } finally {
            vertx.close().await();
        }
    }

    private static State former(String url, String until) {
        var found = FormerNameProbe.look(new Config.Former(URI.create(url), LocalDate.parse(until)), Pace.USUAL);
        assertThat(found).extracting(Finding::check).containsExactly("former-name");
        return found.getFirst().state();
    }

    /** A process that looks like clamd's. */
    private void scanner(String configuration) throws IOException {
        var process = Files.createDirectories(proc.resolve("731"));
        var file = Files.writeString(proc.resolve("clamd.conf"), configuration);
        Files.writeString(process.resolve("comm"), "clamd\n");
        Files.writeString(process.resolve("cmdline"),
                "/usr/sbin/clamd\0--foreground=true\0--config-file=" + file + "\0");
    }
}
