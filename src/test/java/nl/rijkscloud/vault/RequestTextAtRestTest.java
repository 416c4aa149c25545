package nl.rijkscloud.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import nl.rijkscloud.blob.Intruder;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.period.PeriodKeyFiles;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The text of a request is stored sealed until it is answered: readable with master key and period key together, which
 * open nothing else of the transfer.
 */
final class RequestTextAtRestTest {
    private static final String EXPLANATION = "Alles over de heimelijke verbouwing";

    @TempDir
    private static Path folder;

    private static byte[] master;
    private static byte[] period;
    private static byte[] uploadSecret;
    private static Loot waiting;
    private static Loot answered;

    @BeforeAll
    static void askAndRobThePortalBeforeAndAfterTheAnswer() throws Exception {
        var database = TestDatabase.fresh();
        try (var portal = DemoPortal.start(DemoOptions.in(folder).on(database))) {
            master = Base64.getDecoder().decode(Files.readString(portal.config().masterKey()).strip());
            var asked = RequestJourney.ask(portal, StaffJourney.signIn(portal, DemoStaff.SANNE),
                    new JsonObject().put("explanation", EXPLANATION));
            var link = asked.opened().link(1);
            uploadSecret = Base64.getUrlDecoder().decode(link.substring(link.indexOf('#') + 1));
            Awaitility.await()
                    .until(() -> TestDatabase.value(database, "select count(*) from outbox where payload is not null")
                    .filter("0"::equals).isPresent());
            waiting = Loot.take(database, folder.resolve("blobs"));
            period = PeriodKeyFiles.only(portal.config().storage().keys());
            asked.add("a.txt", "Hierbij.".getBytes(StandardCharsets.UTF_8));
            asked.submit();
            asked.notification("s.bakker@igj.nl");
            answered = Loot.take(database, folder.resolve("blobs"));
        }
    }

    @Test
    void requestTextIsSealedAndNeedsTheMasterKey() throws Exception {
        assertThat(waiting.text()).doesNotContain(EXPLANATION);
        assertThat(Intruder.opens(waiting, scratch())).isEmpty();
        assertThat(Intruder.opens(waiting, scratch(), uploadSecret)).isEmpty();
    }

    /** The price of reminders without a link; no key of the transfer opens with it. */
    @Test
    void masterKeyAndPeriodKeyOpenTheTextOnly() throws Exception {
        assertThat(Intruder.opens(waiting, scratch(), master))
                .containsExactly("purpose_key", "transfer.share");
        assertThat(Intruder.opens(waiting, scratch(), master, period))
                .containsExactlyInAnyOrder("purpose_key", "transfer.share", "request.asked");
    }

    @Test
    void textIsGoneAfterTheAnswer() throws Exception {
        assertThat(Intruder.opens(answered, scratch(), master, period)).doesNotContain("request.asked");
    }

    private static Path scratch() throws Exception {
        return Files.createTempDirectory(folder, "intruder");
    }
}
