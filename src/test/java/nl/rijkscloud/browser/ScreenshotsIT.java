package nl.rijkscloud.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of the README. {@code -Drijkscloud.screenshots=docs/screenshots} puts them there; by default they
 * go to target, so that a build leaves the source tree alone.
 */
@BrowserTest
class ScreenshotsIT {
    private static final Path FOLDER = Path.of(System.getProperty("rijkscloud.screenshots", "target/screenshots"));
    private static final int LARGEST = 200_000;
    private static final int SLOW = 1_200_000;

    @TempDir
    Path device;

    @Test
    void onePictureOfEachPage(Visitors visitors) {
        var papers = new Papers(device);
        var mail = SenderJourney.as("anna.deboer@voorbeeld.nl", visitors.portal());

        var sender = visitors.with(options -> options.setViewportSize(1080, 860)).open("/");
        take("welkom", sender.page());
        sender.open("/gegevens").fill("Naam", "Anna de Boer").fill("E-mailadres", mail.email());
        sender.fill("Organisatie", "Verpleeghuis De Linde").press("Ik heb geen contactpersoon");
        sender.page().evaluate("() => scrollTo(0, 0)");
        take("gegevens", sender.page());
        sender.press("Volgende").isAt("Controleer nu uw e-mail");

        sender.open(mail.uploadLink()).isAt("Uw document(en) versturen");
        var documents = new UploadPage(sender).choose(papers.pdf("Verbeterplan 2026.pdf", 640_000))
                .received("Verbeterplan 2026.pdf");
        visitors.line().slow(SLOW);
        documents.choose(papers.zip("Roosters oktober.zip", 48_000_000),
                papers.pdf("Verslag cliëntenraad.pdf", 9_400_000));
        documents.says("Roosters oktober.zip", "nog ongeveer").says("Verslag cliëntenraad.pdf", "nog ongeveer");
        sender.fill("Onderwerp", "Verbeterplan medicatieveiligheid").fill("Kenmerk", "2026-1141");
        sender.page().locator("#documenten").evaluate("(heading) => heading.scrollIntoView()");
        take("verstuur-desktop", sender.page());
        sender.page().setViewportSize(390, 844);
        sender.page().locator("#totaal").evaluate("(total) => total.scrollIntoView()");
        take("verstuur-telefoon", sender.page());
        visitors.line().fullSpeed();
        sender.fill("Begeleidende tekst", """
                Geachte heer, mevrouw,

                Hierbij ontvangt u ons verbeterplan, met de roosters waar u om vroeg.

                Met vriendelijke groet,
                Anna de Boer""");
        documents.received("Roosters oktober.zip").received("Verslag cliëntenraad.pdf");
        sender.press("Verstuur document(en)").isAt("Uw documenten zijn verzonden");

        var inspector = visitors.with(options -> options.setViewportSize(1080, 1060));
        var receiving = new ReceivePage(inspector).signIn(mail.downloadLink(), DemoStaff.SANNE);
        inspector.isAt("Uw document(en) downloaden");
        take("ontvang", inspector.page());
        receiving.downloadAll();
        sender.page().setViewportSize(1080, 1060);
        sender.open(mail.reportLink()).isAt("Rapportage van uw verzending")
                .reloadsUntilItSees("Uw contactpersoon heeft alle documenten gedownload.");
        take("rapportage", sender.page());
    }

    @Test
    void picturesOfStaffSending(Visitors visitors) {
        var papers = new Papers(device);
        var inspector = visitors.expecting("status of 401").with(options -> options.setViewportSize(1280, 1160));
        var page = SendingPage.openedBy(inspector, DemoStaff.SANNE)
                .to(1, "Anna de Boer", "anna.deboer@voorbeeld.nl", "06 12345678");
        inspector.press("Nog een ontvanger");
        page.to(2, "Yusuf Demir", "y.demir@voorbeeld.nl", "+31 6 87654321").next().saved();
        page.documents().choose(papers.pdf("Inspectierapport.pdf", 1_840_000),
                papers.pdf("Bijlage met toetsingskader.pdf", 620_000))
                .received("Inspectierapport.pdf").received("Bijlage met toetsingskader.pdf");
        inspector.fill("Onderwerp", "Inspectierapport").fill("Kenmerk", "2026-1141")
                .fill("Begeleidende tekst", "Hierbij ontvangt u ons rapport.");
        page.next();
        inspector.isAt("Controleer en verstuur").page().evaluate("() => scrollTo(0, 0)");
        take("verzenden", inspector.page());
        inspector.press("Verstuur document(en)").isAt("Uw documenten zijn verzonden").page().setViewportSize(1280, 900);
        inspector.follow("Overzicht").isAt("Overzicht").sees("anna.deboer@voorbeeld.nl");
        take("inspectie", inspector.page());
    }

    private static void take(String name, Page page) {
        var file = FOLDER.resolve(name + ".png");
        page.mouse().move(0, 0);
        page.screenshot(new ScreenshotOptions().setPath(file).setAnimations(ScreenshotAnimations.DISABLED));
        try {
            assertThat(Files.size(file)).as(name).isLessThan(LARGEST);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
