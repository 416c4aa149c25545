package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.regex.Pattern;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Nog iets versturen" after sending. */
@BrowserTest
class SendMoreIT {
    @TempDir
    Path device;

    @Test
    void answerToARequestContinuesWithTheFollowUpLink(Visitors visitors) {
        var papers = new Papers(device);
        var sanne = StaffJourney.signIn(visitors.portal(), DemoStaff.SANNE);
        var asked = RequestJourney.ask(visitors.portal(), sanne, new JsonObject().put("repeat", true));
        var outsider = visitors.onADesktop().open(asked.link(1)).isAt("Uw document(en) versturen");
        new UploadPage(outsider).choose(papers.text("een.txt", 100)).received("een.txt");
        outsider.press("Verstuur document(en)").isAt("Uw documenten zijn verzonden");

        outsider.follow("Nog iets versturen").isAt("Uw document(en) versturen")
                .sees("Wilt u ons het jaarverslag sturen?");

        assertThat(outsider.page()).not().hasURL(Pattern.compile("#"));
        new UploadPage(outsider).choose(papers.text("twee.txt", 100)).received("twee.txt");
        outsider.press("Verstuur document(en)").isAt("Uw documenten zijn verzonden");
        outsider.page().reload();
        outsider.isAt("Uw documenten zijn verzonden").sees("De link daarvoor staat in dezelfde e-mail.");
        assertThat(outsider.page().locator("#nog-iets")).isHidden();
    }

    @Test
    void submissionFormIsFilledInAsBefore(Visitors visitors) {
        var mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        var sender = visitors.onADesktop().open(mail.uploadLink()).isAt("Uw document(en) versturen");
        new UploadPage(sender).choose(new Papers(device).text("een.txt", 100)).received("een.txt");
        sender.press("Verstuur document(en)").isAt("Uw documenten zijn verzonden");

        sender.follow("Nog iets versturen").isAt("Vul de gegevens in");

        assertThat(sender.page().locator("[name='sender.email']")).hasValue(mail.email());
        assertThat(sender.page().locator("[name='sender.name']")).hasValue("Jan de Vries");
        assertThat(sender.page().locator("[name='contact.email']")).hasValue("Meldpunt@igj.nl");
    }
}
