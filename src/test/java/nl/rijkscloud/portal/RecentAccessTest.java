package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.NewStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers that remember rows: an end takes effect at the next request on the server that made it, and soon on the
 * other.
 */
final class RecentAccessTest {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    @TempDir
    private static Path folder;

    private static DemoPortal here;
    private static DemoPortal there;

    @BeforeAll
    static void start() {
        var both = TestPortal.two(folder,
                new JsonObject().put("sessions", new JsonObject().put("remembered", "2s")));
        here = both.getFirst();
        there = both.getLast();
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    @Test
    void withdrawalActsHereAtOnceAndThereInFiveSeconds() {
        var owner = new NewStaff(here);
        var letter = new RecipientJourney(here, owner.person());
        var browser = letter.browser();
        SenderJourney.expect(200, letter.guess(browser, letter.code()));
        var reads = List.of("/api/transfer?transfer=" + letter.transfer(), document(letter));
        var far = browser.at(there.baseUrl());
        assertThat(statuses(browser, reads)).containsOnly(200);
        assertThat(statuses(far, reads)).containsOnly(200);

        SenderJourney.expect(204, owner.signIn().browser().post(
                "/api/staff/transfers/" + letter.transfer() + "/withdraw", new JsonObject()));

        assertThat(statuses(browser, reads)).containsOnly(404);
        await().atMost(FIVE_SECONDS).until(() -> statuses(far, reads).stream().allMatch(status -> status == 404));
    }

    @Test
    void lostRoleActsHereAtOnceAndThereInFiveSeconds() {
        var colleague = new NewStaff(here);
        var letter = new RecipientJourney(here, colleague.person());
        var signedIn = colleague.signIn();
        signedIn.open(letter.link());
        sql("update recipient set outsider = false, mobile = null, email = '" + colleague.person().email()
                + "' where id = '" + letter.recipient() + "'");
        var browser = signedIn.browser();
        var far = browser.at(there.baseUrl());
        var reads = List.of(document(letter));
        assertThat(statuses(browser, reads)).containsOnly(200);
        assertThat(statuses(far, reads)).containsOnly(200);

        var account = TestDatabase.value(here.config().database(),
                "select id from staff where email = '" + colleague.person().email() + "'").orElseThrow();
        SenderJourney.expect(204, StaffJourney.signIn(here, DemoStaff.BRAM).browser().post(
                "/api/staff/accounts/" + account, new JsonObject().put("name", colleague.person().name())
                        .put("roles", JsonArray.of("beheerder")).put("departments", new JsonArray())));

        assertThat(statuses(browser, reads)).containsOnly(404);
        await().atMost(FIVE_SECONDS).until(() -> statuses(far, reads).stream().allMatch(status -> status == 404));
    }

    private static String document(RecipientJourney letter) {
        return "/api/documents/" + TestDatabase.value(here.config().database(),
                "select id from document where transfer_id = '" + letter.transfer() + "'").orElseThrow();
    }

    private static List<Integer> statuses(PortalClient browser, List<String> paths) {
        return Stream.concat(paths.stream(), paths.stream()).map(path -> browser.get(path).statusCode()).toList();
    }

    private static void sql(String statement) {
        TestDatabase.sql(here.config().database(), statement);
    }
}
