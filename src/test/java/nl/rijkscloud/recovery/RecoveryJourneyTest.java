package nl.rijkscloud.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nl.rijkscloud.testing.SenderJourney.documents;
import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.portal.TestCommands;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All links of a transfer are lost, and every command is run as an operator and two custodians run them. */
final class RecoveryJourneyTest {
    private static final byte[] CONTENT = "Geachte inspectie".getBytes(UTF_8);

    @TempDir
    private Path folder;

    @Test
    void lostTransferIsDownloadedThroughAFreshLink() throws Exception {
        assertThat(run(0, "recovery", "make", "--out", path("custody"))).contains("Recovery key ");
        try (var portal = TestPortal.start(folder.resolve("portal"), new JsonObject().put("recovery",
                new JsonObject().put("publicKeyFile", path("custody/recovery-public-key.txt"))))) {
            var sent = SenderJourney.begin(portal);
            sent.add("brief.txt", CONTENT);
            sent.submit();
            var lost = sent.downloadLink();
            var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
            var number = staff.open(lost).getString("number", staff.transfer().getString("number"));
            var config = folder.resolve("portal/rijkscloud.yaml").toString();

            run(0, "recovery", "export", "--config", config, number, "--out", path("export"));
            assertThat(run(2, "recovery", "export", "--config", config, number, "--out", path("export")))
                    .contains("is there already");
            assertThat(run(2, "recovery", "open", "--share", share(1), path("export"), "--out", path("import")))
                    .contains("give --share twice");
            run(0, "recovery", "check", "--share", share(1), "--share", share(3));
            var said = run(0, "recovery", "open", "--share", share(3), "--share", share(1), path("export"),
                    "--out", path("import"), "--link", path("link"));
            assertThat(said).contains(number).doesNotContain("#");
            var link = Files.readString(folder.resolve("link")).strip();
            assertThat(Files.readString(folder.resolve("import"))).doesNotContain(link.substring(link.indexOf('#')));
            run(0, "recovery", "import", "--config", config, path("import"));
            assertThat(run(2, "recovery", "import", "--config", config, path("import"))).contains("imported before");

            assertThat(TestDatabase.value(portal.config().database(),
                    "select count(*) from audit_entry where action = 'recovery-key-begun'"))
                            .as("at the start").contains("1");

            var fresh = StaffJourney.signIn(portal, DemoStaff.SANNE);
            expect(404, fresh.browser().post("/api/sessions", SenderJourney.parts(lost)));
            fresh.open(link);
            assertThat(fresh.download(documents(fresh.transfer()).getFirst())).isEqualTo(CONTENT);
            assertThat(mailed(portal)).contains(number).doesNotContain(link);

            expect(204, fresh.browser().post("/api/staff/transfers/" + sent.transferId() + "/withdraw",
                    new JsonObject()));
            assertThat(run(2, "recovery", "export", "--config", config, number, "--out", path("late")))
                    .contains("is withdrawn");
            assertThat(folder.resolve("late")).doesNotExist();
        }
    }

    private static String mailed(DemoPortal portal) throws InterruptedException {
        return portal.inbox().await(mail -> mail.to().equalsIgnoreCase("Meldpunt@igj.nl")
                && mail.text().contains("herstelsleutel"), Duration.ofSeconds(60)).text();
    }

    private String share(int number) {
        return path("custody/recovery-share-" + number + ".txt");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String run(int code, String... arguments) {
        var said = new StringWriter();
        var all = new ArrayList<>(List.of(arguments));
        assertThat(TestCommands.run(new PrintWriter(said, true), all)).as(said.toString()).isEqualTo(code);
        return said.toString();
    }
}
