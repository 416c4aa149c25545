package nl.rijkscloud.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.regex.Pattern;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The number of answers to one request is limited. */
final class MostAnswersTest {
    private static final Pattern LINK = Pattern.compile("https?://\\S+/verstuur/\\S+#\\S+");

    @TempDir
    static Path folder;

    private static DemoPortal portal;
    private static StaffJourney sanne;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(folder, new JsonObject().put("requests", new JsonObject().put("maxAnswers", 2)));
        sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void lastAnswerIsAnnouncedAndNoFurtherLinkIsMailed() {
        var asked = RequestJourney.ask(portal, sanne, new JsonObject().put("repeat", true)).opened();
        assertThat(asked.transfer().getJsonObject("request").getBoolean("last")).isFalse();
        asked.add("een.txt", "Een.".getBytes());
        var first = asked.submit();
        assertThat(first.getJsonObject("more")).isNotNull();
        assertThat(first.containsKey("usedUp")).isFalse();
        assertThat(answers(asked.id())).isEqualTo(new JsonObject().put("given", 1).put("most", 2));

        assertThat(asked.open(further(asked.mail(2).text())).statusCode()).isEqualTo(200);
        var next = asked.transfer();
        assertThat(next.getJsonObject("request").getInteger("answers")).isEqualTo(1);
        assertThat(next.getJsonObject("request").getBoolean("last")).isTrue();
        asked.add("twee.txt", "Twee.".getBytes());
        var last = asked.submit();

        assertThat(last.containsKey("more")).isFalse();
        assertThat(last.getInteger("usedUp")).isEqualTo(2);
        var words = asked.mail(3).text().replace('\n', ' ');
        assertThat(words).contains("U hebt op dit verzoek nu 2 keer geantwoord. Vaker kan niet.")
                .doesNotContain("/verstuur/");
        assertThat(TestDatabase.value(portal.config()
                .database(), "select count(*) from request where series = '" + asked.id() + "'"))
                .contains("2");
        assertThat(answers(asked.id())).isEqualTo(new JsonObject().put("given", 2).put("most", 2));
        assertThat(answers(next.getString("id"))).isEqualTo(new JsonObject().put("given", 2).put("most", 2));
        assertThat(asked.submit().getInteger("usedUp")).isEqualTo(2); // a second click hears the same
    }

    @Test
    void requestForOneAnswerShowsNoCount() {
        var asked = RequestJourney.ask(portal, sanne).opened();

        assertThat(asked.transfer().getJsonObject("request").getBoolean("last")).isTrue();
        assertThat(answers(asked.id())).isNull();
        asked.add("een.txt", "Een.".getBytes());
        assertThat(asked.submit().containsKey("usedUp")).isFalse();
    }

    private static JsonObject answers(String id) {
        return PortalClient.json(sanne.browser().get("/api/staff/transfers/" + id)).getJsonObject("answers");
    }

    private static String further(String text) {
        var found = LINK.matcher(text);
        assertThat(found.find()).isTrue();
        return found.group();
    }
}
