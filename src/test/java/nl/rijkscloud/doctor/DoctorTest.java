package nl.rijkscloud.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.ConfigFile;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.doctor.Doctor.Pace;
import nl.rijkscloud.doctor.Finding.State;
import nl.rijkscloud.doctor.PoorProxy.Fault;
import nl.rijkscloud.testing.Certificate;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every probe of the doctor, on a portal that runs: green where all is well, and red for its own fault. */
class DoctorTest {
    private static final Map<String, List<String>> SOUND_DOMAIN = Map.of(
            "igj.rijkscloud.nl", List.of("v=spf1 include:_spf.example.", "nl -all"),
            "k1._domainkey.igj.rijkscloud.nl", List.of("v=DKIM1; p=MIIB", "IjAN"),
            "_dmarc.rijkscloud.nl", List.of("v=DMARC1; p=reject"));

    /** The full time passes only for the silent proxy; all others answer at once. */
    private static final Pace PACE = new Pace(Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ofSeconds(1));

    @TempDir
    static Path folder;

    private static DemoPortal portal;

    @BeforeAll
    static void start() throws IOException {
        portal = DemoPortal.start(DemoOptions.in(folder).on(TestDatabase.durable()).with(TestPortal.NO_LIMITS)
                .with(new JsonObject().put("server", new JsonObject()
                        .put("former", new JsonObject().put("url", "http://127.0.0.1").put("until", "2099-12-31"))
                        .put("trustedProxies", new JsonArray().add("127.0.0.1").add("::1")))));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void soundInstallationHasNothingRedAndTestMessagesArrive() throws Exception {
        try (var names = new NameServer(SOUND_DOMAIN); var proxy = new PoorProxy(portal.baseUrl(), Set.of())) {
            var found = Doctor.examine(new Doctor.Visit(at(proxy.address()), Optional.of("beheer@igj.nl"),
                    Optional.of("06-12345678"), Optional.of("k1"), Optional.of(names.address()), calm(),
                    PACE));

            assertThat(found).filteredOn(finding -> finding.state() == State.ERROR).isEmpty();
            assertThat(found).filteredOn(finding -> finding.state() == State.WARNING).extracting(Finding::check)
                    .isSubsetOf("key-place", "ledger-place", "ports", "database-connections", "free-space",
                            "open-files", "store-speed", "sms-length");
            assertThat(found).filteredOn(finding -> finding.state() == State.OK).extracting(Finding::check)
                    .contains("former-name", "master-key", "database", "store", "mail-server", "sms-gateway",
                            "public-name",
                            "certificate", "proxy", "proxy-patch", "proxy-buffering", "proxy-body-limit",
                            "proxy-forwarded-for", "spf", "dkim", "dmarc", "test-mail", "test-text",
                            "database-durability", "clock", "swap", "core-dumps", "process-limits", "temporary-space");
            assertThat(portal.inbox().await(message -> message.to().equals("beheer@igj.nl"), Duration.ofSeconds(10))
                    .text()).contains("Dit is een testmail");
            assertThat(portal.inbox().await(message -> message.to().equals("+31612345678"), Duration.ofSeconds(10))
                    .text()).isEqualTo("Test: IGJ Rijkscloud");
        }
    }

    @Test
    void faultsOfAProxyAreNamedOneByOne() throws Exception {
        var named = Map.of(
                Fault.REFUSES_PATCH, List.of("proxy-patch"),
                Fault.LIMITS_BODIES, List.of("proxy-body-limit"),
                Fault.BUFFERS, List.of("proxy-buffering", "proxy-body-limit"),
                Fault.TELLS_NO_ADDRESS, List.of("proxy-forwarded-for"),
                Fault.TRUSTS_STRANGERS, List.of("proxy-forwarded-for"),
                Fault.IS_NOT_TRUSTED, List.of("proxy-forwarded-for"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var found = Arrays.stream(Fault.values()).collect(Collectors.toMap(fault -> fault,
                    fault -> threads.submit(() -> red(fault))));
            for (var fault : Fault.values()) {
                assertThat(found.get(fault).get()).as(fault.name()).isEqualTo(named.get(fault));
            }
        }
    }

    @Test
    void absentPortalOrProxyIsRed() throws Exception {
        assertThat(bad(ProxyProbe.look(at(nobody()), PACE))).containsExactly("proxy");
        assertThat(bad(PublicNameProbe.look(URI.create("https://portal.invalid")))).containsExactly("public-name");
    }

    @Test
    void certificateThatIsUntrustedEndsSoonOrIsAbsentIsRed() throws Exception {
        var certificate = Certificate.make(folder, "localhost", "dns:localhost");
        var vertx = Vertx.vertx();
        try {
            var server = vertx.createNetServer(new NetServerOptions().setSsl(true).setKeyCertOptions(
                            new PemKeyCertOptions().setCertPath(certificate.chain().toString())
                                    .setKeyPath(certificate.key().toString())))
                    .connectHandler(socket -> {}).listen(0, "localhost").await();
            var address = URI.create("https://localhost:" + server.actualPort());

            assertThat(CertificateProbe.look(at(address).server(), PACE.step()))
                    .extracting(Finding::check, Finding::state).containsExactly(tuple("certificate", State.ERROR));
            assertThat(PublicConnection.certificate(address, PACE.step()).trusted()).isFalse();
        } finally {
            vertx.close().await();
        }
        assertThat(CertificateProbe.days("x", Instant.now().plus(Duration.ofDays(3)), "it").state())
                .isEqualTo(State.ERROR);
        assertThat(CertificateProbe.days("x", Instant.now().plus(Duration.ofDays(20)), "it").state())
                .isEqualTo(State.WARNING);
        assertThat(CertificateProbe.days("x", Instant.now().minusSeconds(1), "it").detail()).contains("has ended");
        assertThat(CertificateProbe.days("x", Instant.now().plus(Duration.ofDays(60)), "it").state())
                .isEqualTo(State.OK);
    }

    @Test
    void senderDomainWithoutRecordsOrWithIdleOnesIsAmber() throws Exception {
        var idle = Map.of("igj.rijkscloud.nl", List.of("v=spf1 +all"),
                "k1._domainkey.igj.rijkscloud.nl", List.of("v=DKIM1; p="),
                "_dmarc.igj.rijkscloud.nl", List.of("v=DMARC1; p=none; rua=mailto:x@igj.nl"));
        for (var records : List.of(idle, Map.<String, List<String>>of())) {
            try (var names = new NameServer(records)) {
                assertThat(SenderDomainProbe.look(asking(names, PACE)))
                        .allMatch(finding -> finding.state() == State.WARNING && !finding.advice().isEmpty())
                        .extracting(Finding::check).containsExactly("spf", "dkim", "dmarc");
            }
        }
    }

    @Test
    void silentNameServerIsAmber() throws Exception {
        try (var silent = new NameServer(null)) {
            assertThat(SenderDomainProbe.look(asking(silent, new Pace(PACE.probe(), Duration.ofMillis(100),
                            PACE.pause()))))
                    .allMatch(finding -> finding.state() == State.WARNING
                            && finding.detail().startsWith("no name server answers"))
                    .extracting(Finding::check).containsExactly("spf", "dkim", "dmarc");
        }
    }

    @Test
    void probeThatHangsIsLeftBehind() throws Exception {
        try (var silent = new NameServer(null)) {
            var found = Doctor.examine(asking(silent, new Pace(Duration.ofMillis(1), PACE.step(), PACE.pause())));

            assertThat(found).contains(Finding.error("sender-domain", "did not end within 0 seconds",
                    "Something that this looks at hangs: a network, a disk or a name server."));
        }
    }

    @Test
    void testMessagesThatNobodyTakesAreRed() throws IOException {
        var broken = with(new JsonObject().put("mail", new JsonObject().put("port", 1)));
        assertThat(bad(TestMessageProbe.mail(visit(broken, Optional.of("beheer@igj.nl"), Optional.empty()))))
                .containsExactly("test-mail");
        assertThat(bad(TestMessageProbe.text(visit(broken, Optional.empty(), Optional.of("12")))))
                .containsExactly("test-text");
    }

    @Test
    void databaseThatForgetsOrIsSmallOrLivesInAnotherTimeIsRed() {
        var forgetful = TestDatabase.durable();
        TestDatabase.sql(forgetful, "alter database " + forgetful.uri().getPath().substring(1)
                + " set synchronous_commit = off");
        assertThat(bad(DatabaseProbe.look(forgetful))).contains("database-durability");
        var now = Instant.now();
        var far = new DatabaseFactsStore.Facts("18", now.minus(Duration.ofMinutes(6)), true, 97, 3);
        assertThat(DatabaseProbe.clock(far, now, now).state()).isEqualTo(State.ERROR);
        var near = new DatabaseFactsStore.Facts("18", now.plusSeconds(3), true, 97, 3);
        assertThat(DatabaseProbe.clock(near, now, now).state()).isEqualTo(State.WARNING);
        assertThat(DatabaseProbe.connections(new DatabaseFactsStore.Facts("18", now, true, 30, 3), 10).state())
                .isEqualTo(State.WARNING);
    }

    @Test
    void placesOfDocumentsAndKeysAreLookedAt() throws IOException {
        var absent = with(new JsonObject().put("storage", new JsonObject()
                .put("folder", folder.resolve("absent").toString())));
        assertThat(bad(StoreSpeedProbe.look(absent.storage()))).containsExactly("store-speed");
        var inside = Files.copy(portal.config().masterKey(), portal.config().storage().folder().resolve("m.key"));
        assertThat(bad(KeyPlaceProbe.look(with(new JsonObject().put("masterKey", inside.toString())))))
                .containsExactly("key-place");
        Files.delete(inside);
        assertThat(SpaceProbe.judge(folder, 500L << 20, 1L << 40, 1).state()).isEqualTo(State.ERROR);
        assertThat(SpaceProbe.judge(folder, 50L << 30, 1L << 40, 1).state()).isEqualTo(State.WARNING);
        assertThat(SpaceProbe.judge(folder, 50L << 30, 100L << 30, 60L << 30).state()).isEqualTo(State.WARNING);
    }

    @Test
    void memoryThatMayReachADiskIsAmber() throws IOException {
        var proc = proc("Filename Type Size Used Priority\n/dev/sda2 partition 1000 0 -2\n", "unlimited");

        assertThat(MemoryOnDiskProbe.look(proc)).extracting(Finding::check, Finding::state)
                .containsExactly(tuple("swap", State.WARNING), tuple("core-dumps", State.WARNING));
    }

    @Test
    void everyFaultHasAdvice() throws IOException {
        var broken = with(new JsonObject().put("mail", new JsonObject().put("port", 1))
                .put("server", new JsonObject().put("publicUrl", nobody().toString())));
        List<Finding> found;
        try (var names = new NameServer(Map.of())) {
            found = Doctor.examine(new Doctor.Visit(broken, Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.of(names.address()), calm(), PACE));
        }

        assertThat(found).filteredOn(finding -> finding.state() != State.OK).isNotEmpty()
                .allMatch(finding -> !finding.advice().isBlank());
        assertThat(FindingsPage.text(found, (state, word) -> word)).contains("WARNING  mail-server", "-> ");
        assertThat(new JsonArray(FindingsPage.json(found)).getJsonObject(0).fieldNames())
                .containsExactly("check", "state", "detail", "advice");
    }

    /** An address at which nothing listens. */
    private static URI nobody() {
        return URI.create("http://localhost:" + FreePort.next());
    }

    private static List<String> red(Fault fault) throws Exception {
        try (var proxy = new PoorProxy(portal.baseUrl(), EnumSet.of(fault))) {
            return bad(ProxyProbe.look(at(proxy.address()), PACE));
        }
    }

    private static List<String> bad(List<Finding> findings) {
        return findings.stream().filter(finding -> finding.state() != State.OK).map(Finding::check).toList();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static Doctor.Visit asking(NameServer names, Pace pace) throws IOException {
        return new Doctor.Visit(portal.config(), Optional.empty(), Optional.empty(), Optional.of("k1"),
                Optional.of(names.address()), calm(), pace);
    }

    private static Doctor.Visit visit(Config config, Optional<String> mail, Optional<String> sms) throws IOException {
        return new Doctor.Visit(config, mail, sms, Optional.empty(), Optional.empty(), calm(), PACE);
    }

    /** The portal's configuration with a proxy's address as the public address. */
    private static Config at(URI publicUrl) throws IOException {
        return with(new JsonObject().put("server", new JsonObject()
                .put("publicUrl", publicUrl.toString().replace("127.0.0.1", "localhost"))
                .put("former", new JsonObject()
                        .put("url", portal.baseUrl().toString().replace("localhost", "127.0.0.1"))
                        .put("until", "2099-12-31"))));
    }

    private static Config with(JsonObject changes) throws IOException {
        var all = new JsonObject(Files.readString(folder.resolve("rijkscloud.yaml"))).mergeIn(changes, true);
        var file = Files.createTempFile(folder, "changed", ".yaml");
        return ConfigFile.load(Files.writeString(file, all.encode()), Map.of());
    }

    private static Path calm() throws IOException {
        return proc("Filename Type Size Used Priority\n", "0");
    }

    private static Path proc(String swaps, String core) throws IOException {
        var proc = Files.createTempDirectory(folder, "proc");
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(proc.resolve("swaps"), swaps);
        Files.writeString(proc.resolve("self/limits"), "Limit Soft Hard\nMax core file size        " + core
                + "                    unlimited            bytes\n");
        return proc;
    }
}
