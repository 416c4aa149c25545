package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TusUpload;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One document list on two devices, or in a closed tab and the next one: chosen, typed, removed and sent. */
@BrowserTest
class TwoDevicesIT {
    private static final int SLOW = 500_000;
    /** Bytes, and the time between two of them. */
    private static final int STEP = 300_000;
    private static final long STEP_MS = 400;

    @TempDir
    Path device;

    private Visitors visitors;
    private Papers papers;
    private SenderJourney mail;
    private Visitor sender;
    private UploadPage documents;

    @BeforeEach
    void openTheMailedLink(Visitors visitors) {
        this.visitors = visitors;
        papers = new Papers(device);
        mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        sender = opens();
        documents = new UploadPage(sender);
    }

    @Test
    void closedTabLosesNeitherChosenFilesNorTheirOrder() {
        var third = papers.pdf("a-derde.pdf", 9_000_000);
        visitors.line().slow(SLOW);
        documents.choose(papers.pdf("c-eerste.pdf", 9_000_000), papers.pdf("b-tweede.pdf", 9_000_000), third,
                papers.pdf("z.pdf", 2_000_000));
        documents.says("c-eerste.pdf", "per seconde");
        sender.page().context().close();
        visitors.line().fullSpeed();

        var next = opens();
        assertThat(next.page().locator(".rc-document__name"))
                .hasText(new String[] {"c-eerste.pdf", "b-tweede.pdf", "a-derde.pdf", "z.pdf"});
        var again = new UploadPage(next);
        again.says("z.pdf", "Gekozen, nog niets van binnen.");
        again.choose(third, device.resolve("z.pdf"), device.resolve("c-eerste.pdf"), device.resolve("b-tweede.pdf"));
        again.received("z.pdf").received("a-derde.pdf").received("b-tweede.pdf").received("c-eerste.pdf");

        next.press("Verstuur document(en)").isAt("Uw documenten zijn verzonden");
        assertThat(next.page().locator("[data-fill=sent-names]"))
                .hasText("c-eerste.pdf\nb-tweede.pdf\na-derde.pdf\nz.pdf");
        Assertions.assertThat(SenderJourney.documents(mail.report()))
                .extracting(document -> document.getString("name"))
                .containsExactly("c-eerste.pdf", "b-tweede.pdf", "a-derde.pdf", "z.pdf");
    }

    @Test
    void documentRemovedOnAnotherDeviceStaysRemoved() {
        visitors.expecting("status of 404").expecting("status of 409").expecting("net::ERR_");
        visitors.line().slow(SLOW);
        documents.choose(papers.pdf("een.pdf", 12_000_000), papers.pdf("twee.pdf", 12_000_000),
                papers.pdf("drie.pdf", 12_000_000),
                papers.pdf("wacht.pdf", 2_000_000));
        documents.says("een.pdf", "per seconde");
        var other = opens();
        var there = new UploadPage(other);
        there.press("Verwijder", "wacht.pdf").visitor().fill("Typ ja", "ja").press("Verwijder het document");
        there.press("Verwijder", "een.pdf");
        assertThat(other.page().locator("#lijst > li")).hasCount(2);
        visitors.line().fullSpeed();

        documents.received("twee.pdf").received("drie.pdf");
        sender.sees("op een ander apparaat of in een ander tabblad verwijderd");
        assertThat(sender.page().locator("#lijst > li")).hasCount(2);
        sender.press("Verstuur document(en)").isAt("Uw documenten zijn verzonden").sees("2 documenten");
    }

    @Test
    void sameFileFromTwoDevicesIsDetected() {
        visitors.line().slow(SLOW);
        var file = papers.pdf("scan.pdf", 9_000_000);
        var other = opens();
        documents.choose(file).says("scan.pdf", "per seconde");
        new UploadPage(other).choose(file);

        other.sees("Deze documenten staan twee keer in de lijst");
        assertThat(other.page().locator("#lijst > li")).hasCount(2);
        visitors.line().fullSpeed();
    }

    @Test
    void otherDeviceShowsThatItWasSentAndWhereTheReportIs() {
        visitors.expecting("status of 404");
        var other = opens();
        documents.choose(papers.text("brief.txt", 1_000)).received("brief.txt");
        sender.press("Verstuur document(en)").isAt("Uw documenten zijn verzonden");

        new UploadPage(other).choose(papers.text("nog-een.txt", 1_000));

        other.isAt("Uw documenten zijn verzonden").sees("1 document").sees("rapportage");
        other.doesNotSee("Open de link in uw e-mail opnieuw");
    }

    @Test
    void uploadContinuesAfterAnotherRequestTouchedItsDocument() throws IOException, InterruptedException {
        visitors.expecting("status of 409");
        visitors.line().slow(SLOW);
        documents.choose(papers.pdf("scan.pdf", 9_000_000)).says("scan.pdf", "per seconde");

        try (var device = new RawConnection(visitors.portal().baseUrl())) {
            device.patch(upload(), upload().offset(), STEP);
            Thread.sleep(STEP_MS);
            device.cut();
        }
        visitors.line().fullSpeed();

        documents.received("scan.pdf");
    }

    @Test
    void documentThatAnotherDeviceSendsIsLeftToIt() throws Exception {
        visitors.expecting("status of 409");
        visitors.line().slow(SLOW);
        var file = papers.pdf("scan.pdf", 9_000_000);
        documents.choose(file).says("scan.pdf", "per seconde");

        var content = Files.readAllBytes(file);
        var upload = upload();
        var taken = false;
        while (!taken) {
            try (var device = new RawConnection(visitors.portal().baseUrl())) {
                taken = sendRest(device, upload, content);
            }
        }
        visitors.line().fullSpeed();
    }

    /** Sends the rest slowly until the page has noticed. False if the page was first: the offset had moved. */
    private boolean sendRest(RawConnection device, TusUpload upload, byte[] content)
            throws IOException, InterruptedException {
        var offset = Math.toIntExact(upload.offset());
        device.patch(upload, offset, content.length - offset);
        for (var from = offset; from < content.length; from += STEP) {
            device.bytes(Arrays.copyOfRange(content, from, Math.min(from + STEP, content.length)));
            Thread.sleep(STEP_MS);
            if (from == offset && device.isAnswered()) {
                return false;
            }
        }
        documents.says("scan.pdf", "wordt misschien vanaf een ander apparaat verstuurd");
        return true;
    }

    private TusUpload upload() {
        mail.open(mail.uploadLink());
        var document = SenderJourney.documents(mail.transfer()).getFirst();
        return new TusUpload(mail.browser(), "/api/uploads/" + document.getString("id"));
    }

    @Test
    void typedTextIsKeptOnTheServerAndNotInTheBrowser() {
        sender.fill("Onderwerp", "Jaarstukken 2025").fill("Begeleidende tekst", "Beste collega, hierbij")
                .sees("Wat u hebt getypt, is bewaard");
        sender.page().locator("#text").blur();
        sender.page().reload();
        sender.isAt("Uw document(en) versturen");
        assertThat(sender.field("Onderwerp")).hasValue("Jaarstukken 2025");
        Assertions.assertThat(sender.page().evaluate(
                "() => JSON.stringify([{...localStorage}, {...sessionStorage}, history.state])").toString())
                .doesNotContain("Jaarstukken");

        var other = opens();
        assertThat(other.field("Onderwerp")).hasValue("Jaarstukken 2025");
        assertThat(other.field("Begeleidende tekst")).hasValue("Beste collega, hierbij");
    }

    private Visitor opens() {
        return visitors.onADesktop().open(mail.uploadLink()).isAt("Uw document(en) versturen");
    }
}
