package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.stream.IntStream;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adding documents: controls during an upload, and refused files. */
@BrowserTest
class UploadPageIT {
    private static final int SLOW = 1_000_000;

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
        sender = visitors.onADesktop().open(mail.uploadLink()).isAt("Uw document(en) versturen");
        documents = new UploadPage(sender);
    }

    @Test
    void severalFilesCanBeChosenAndDropped() {
        documents.choose(papers.text("een.txt", 1), papers.pdf("twee.pdf", 200_000));
        documents.drop(papers.text("drie.txt", 65_504), papers.text("vier.txt", 65_505));

        documents.received("een.txt").received("twee.pdf").received("drie.txt").received("vier.txt");
        sender.sees("Alle documenten zijn binnen. U kunt ze versturen.");
        assertThat(sender.page().getByRole(AriaRole.STATUS)
                .filter(new FilterOptions().setHasText("vier.txt is ontvangen."))).hasCount(1);
        documents.drop(papers.text("vier.txt", 65_505));
        sender.sees("vier.txt: dit document staat al in de lijst.");
        assertThat(sender.page().locator("#lijst > li")).hasCount(4);
    }

    @Test
    void progressIsShownPerDocumentAndInTotal() {
        visitors.line().slow(SLOW);
        documents.choose(papers.pdf("groot.pdf", 12_000_000), papers.pdf("groter.pdf", 20_000_000));

        documents.says("groot.pdf", "MB per seconde, nog ongeveer");
        documents.says("groter.pdf", "van 20 MB");
        sender.sees("Documenten binnen: 0 van 2").sees("van 32 MB, nog ongeveer");
        assertThat(sender.page().locator("progress").filter(new FilterOptions().setVisible(true))).hasCount(3);
        visitors.line().fullSpeed();
        documents.received("groot.pdf").received("groter.pdf");
    }

    @Test
    void uploadCanBePausedAndResumed() {
        visitors.expecting("status of 409"); // if bytes on their way are stored after the first HEAD
        visitors.line().slow(SLOW);
        var file = papers.pdf("groot.pdf", 12_000_000);
        documents.choose(file).says("groot.pdf", "per seconde");

        documents.press("Pauzeer", "groot.pdf").says("groot.pdf", "Gepauzeerd bij");
        visitors.line().fullSpeed();
        documents.press("Ga verder", "groot.pdf").received("groot.pdf");

        assertThat(mail.open(mail.uploadLink()).getString("kind")).isEqualTo("upload");
        assertThat(SenderJourney.documents(mail.transfer())).singleElement()
                .satisfies(document -> assertThat(document.getLong("size")).isEqualTo(12_000_000));
    }

    @Test
    void removedDocumentIsGoneOnPageAndServer() {
        visitors.line().slow(SLOW);
        documents.choose(papers.pdf("half.pdf", 20_000_000), papers.text("heel.txt", 1_000));
        documents.says("half.pdf", "per seconde").received("heel.txt");

        documents.press("Verwijder", "half.pdf");
        visitors.line().fullSpeed();
        assertThat(documents.document("half.pdf")).hasCount(0);
        assertThat(sender.button("Verwijder heel.txt")).isFocused();
        documents.press("Verwijder", "heel.txt");
        assertThat(documents.document("heel.txt")).hasCount(0);
        assertThat(sender.button("Document toevoegen")).isFocused();

        sender.page().reload();
        sender.isAt("Uw document(en) versturen");
        assertThat(sender.page().locator("#lijst > li")).hasCount(0);
    }

    @Test
    void earlySubmitWaitsForAllUploads() {
        visitors.line().slow(SLOW);
        documents.choose(papers.pdf("groot.pdf", 12_000_000)).says("groot.pdf", "per seconde");

        sender.press("Verstuur document(en)").isAt("Wordt verstuurd zodra alles is ontvangen");
        assertThat(sender.heading("Wordt verstuurd zodra alles is ontvangen")).isFocused();
        sender.press("Toch nog niet versturen").doesNotSee("Wordt verstuurd zodra alles is ontvangen");
        sender.press("Verstuur document(en)").isAt("Wordt verstuurd zodra alles is ontvangen");
        visitors.line().fullSpeed();

        sender.isAt("Uw documenten zijn verzonden").sees("1 document");
        sender.open(mail.reportLink()).isAt("Rapportage van uw verzending").sees("groot.pdf");
    }

    @Test
    void doubleSubmitSendsOnceAndStaysShownAfterAReload() {
        documents.choose(papers.text("brief.txt", 1_000)).received("brief.txt");
        sender.button("Verstuur document(en)").dblclick();
        sender.isAt("Uw documenten zijn verzonden");

        sender.page().reload();
        sender.isAt("Uw documenten zijn verzonden").sees("1 document");
        mail.downloadLink();
        mail.reportLink();
        assertThat(mail.mails()).hasSize(3); // the upload link, the confirmation, the notification
    }

    @Test
    void forbiddenFilesAreNotAdded() {
        documents.choose(papers.text("programma.exe", 10), papers.text("goed.txt", 10));

        sender.sees("Niet toegevoegd")
                .sees("programma.exe: dit soort bestand kunnen wij niet ontvangen. Maak er een pdf of een zip van.");
        documents.received("goed.txt");
        assertThat(sender.page().locator("#lijst > li")).hasCount(1);
        assertThat(sender.page().getByRole(AriaRole.ALERT)).isFocused();
    }

    /** One rule for page and API: the sender may have meant to send an empty file, so both sides are told. */
    @Test
    void emptyFileIsSentAndMarkedAsEmpty() {
        documents.choose(papers.text("leeg.pdf", 0))
                .says("leeg.pdf", "Ontvangen. Dit bestand is leeg: er staat niets in.");
    }

    @Test
    void harmlessFileWithAWrongExtensionIsSentAndMarked() {
        documents.choose(papers.text("lijst.xls", 5_000))
                .says("lijst.xls",
                        "Dit bestand heet .xls, maar is gewone tekst. Het gaat wel mee; de ontvanger ziet dit ook.")
                .says("lijst.xls", "Excel vraagt bij het openen of u het vertrouwt.");

        sender.press("Verstuur document(en)").isAt("Uw documenten zijn verzonden");

        sender.open(mail.reportLink()).sees("Dit bestand heet .xls, maar is gewone tekst.");
    }

    /** The document shows a true sentence, even when its name contains characters that reverse text. */
    @Test
    void impossibleNameIsRefusedWithAdvice() {
        documents.choose(papers.text("brief\u202efdp.txt", 10), papers.text("a\nb.txt", 10), papers.text("brief", 10),
                papers.text(".pdf", 10), papers.text("foto.heic", 10), papers.text("bericht.msg", 10),
                papers.text("film.mp4", 10));

        sender.sees("\u2068brief\ufffdfdp.txt\u2069: in de naam van dit bestand staat een teken dat u niet ziet "
                + "(U+202E).").sees("(U+000A)");
        sender.sees("brief: aan de naam van dit bestand zien wij niet wat het is.")
                .sees(".pdf: dit bestand heeft geen naam voor de punt.");
        sender.sees("foto.heic: dit soort foto kunnen wij niet ontvangen.")
                .sees("bericht.msg: e-mailberichten kunnen wij zo niet ontvangen.")
                .sees("film.mp4: een los beeld- of geluidsbestand kunnen wij niet ontvangen.");
        assertThat(sender.page().locator("#lijst > li")).hasCount(0);
    }

    @Test
    void invisibleCharactersAreRemovedFromNamesAndJoinersStay() {
        documents.choose(papers.text("\u200everslag\u200f.txt", 10),
                papers.text("\u0645\u06cc\u200c\u0634\u0648\u062f.txt", 20));

        documents.received("verslag.txt").received("\u0645\u06cc\u200c\u0634\u0648\u062f.txt");
        sender.page().reload();
        documents.received("verslag.txt");
    }

    @Test
    void longListOfRefusedFilesIsShortened() {
        var files = IntStream.range(0, 400).mapToObj(n -> papers.text("foto " + n + ".raw", 10)).toArray(Path[]::new);
        documents.choose(files);

        sender.sees("0 van 400 bestanden toegevoegd").sees("Niet toegevoegd:");
        var alert = sender.page().getByRole(AriaRole.ALERT);
        assertThat(alert.innerText().length()).isLessThan(600);
        alert.locator("summary").click();
        sender.sees("foto 399.raw");
    }

    @Test
    void manyRefusalsAreCountedAndRemovedTogether() {
        var files = IntStream.range(0, 12).mapToObj(n -> papers.text("scan " + n + ".txt", 10)).toArray(Path[]::new);
        documents.choose(files);
        var told = sender.page().locator("#melding");
        assertThat(told).containsText("12 documenten zijn toegevoegd.");
        assertThat(told).not().containsText("scan 3.txt is toegevoegd.");
        sender.sees("Alle documenten zijn binnen. U kunt ze versturen.");

        sender.press("Verwijder alle documenten").isAt("Alle documenten verwijderen?").press("Annuleer");
        assertThat(sender.page().locator("#lijst > li")).hasCount(12);
        sender.press("Verwijder alle documenten");
        sender.page().locator("#bevestig-ja").click();
        assertThat(told).containsText("12 documenten zijn verwijderd.");
        assertThat(sender.button("Document toevoegen")).isFocused();
        mail.open(mail.uploadLink());
        assertThat(SenderJourney.documents(mail.transfer())).isEmpty();
    }

    @Test
    void filesOfAFolderGetNamesWithTheirPath() {
        var folder = papers.folder("Dossier");
        folder.text("brief.txt", 10);
        folder.folder("Bijlagen").text("brief.txt", 20);
        folder.text(".DS_Store", 10);
        documents.drop(folder.folder());

        documents.received("Dossier - brief.txt").received("Dossier - Bijlagen - brief.txt");
        assertThat(sender.page().locator("#lijst > li")).hasCount(2);
        documents.drop(papers.folder("verslag.pages").folder());
        sender.sees("verslag.pages: dit is een map die eruitziet als een bestand.");
    }

    @Test
    void droppedTextIsRefusedAsNoFile() {
        sender.page()
                .evaluate("dispatchEvent(new DragEvent('drop', {dataTransfer: new DataTransfer(), cancelable: true}))");
        sender.sees("Wat u hierheen sleepte, is geen bestand dat wij kunnen lezen.");
    }

    @Test
    void verySlowConnectionShowsBytesInTransit() {
        visitors.line().slow(20_000);
        documents.choose(papers.pdf("groot.pdf", 3_000_000));

        documents.says("groot.pdf", "0 kB van 3 MB binnen");
        assertThat(documents.document("groot.pdf")).not().containsText("Wordt gestart");
    }

    @Test
    void focusStaysInTheRowWhenItsButtonDisappears() {
        visitors.line().slow(SLOW);
        documents.choose(papers.pdf("groot.pdf", 6_000_000)).says("groot.pdf", "per seconde");
        sender.button("Pauzeer groot.pdf").focus();
        visitors.line().fullSpeed();

        documents.received("groot.pdf");
        assertThat(sender.button("Pauzeer groot.pdf")).isHidden();
        assertThat(sender.button("Ga verder groot.pdf")).isHidden();
        assertThat(sender.button("Verwijder groot.pdf")).isFocused();
    }

    @Test
    void contentThatDoesNotFitTheNameIsShownHereAndInTheReport() {
        visitors.expecting("status of 422"); // said on the first segment
        documents.choose(papers.text("foto.png", 5_000), papers.text("brief.txt", 5_000));
        documents.says("foto.png", "Er staat alleen tekst in. Het is geen png.").received("brief.txt");
        sender.sees("De rest is binnen. U kunt die versturen. Niet aangenomen: 1.");

        sender.press("Verstuur document(en)")
                .sees("foto.png gaat niet mee: dit document nemen wij niet aan. Wilt u de rest versturen?");
        sender.press("Annuleer").isAt("Uw document(en) versturen");
        sender.press("Verstuur document(en)").press("Verstuur de rest").isAt("Uw documenten zijn verzonden")
                .sees("1 document")
                .sees("Niet aangenomen en niet verzonden").sees("foto.png");
        sender.page().reload();
        sender.isAt("Uw documenten zijn verzonden").sees("1 document").doesNotSee("2 documenten");

        sender.open(mail.reportLink()).isAt("Rapportage van uw verzending").unfold()
                .sees("Wij konden het document foto.png niet aannemen.")
                .sees("Niet aangenomen. Er staat alleen tekst in. Het is geen png.").sees("Nog niet gedownload");
    }

    @Test
    void senderAloneIsToldWhenEveryDocumentIsRefused() {
        visitors.expecting("status of 422");
        documents.choose(papers.text("foto.png", 5_000)).says("foto.png", "nemen wij niet aan");

        sender.page().locator("#versturen").focus();
        sender.page().keyboard().press("Enter");
        sender.sees("Geen van de documenten kan mee. Voeg een ander document toe.");
    }

    @Test
    void tooLongMessageIsReportedAtItsField() {
        documents.choose(papers.text("brief.txt", 10)).received("brief.txt");
        sender.fill("Onderwerp", "x".repeat(201)).press("Verstuur document(en)").sees("Er is iets niet goed ingevuld");

        sender.follow("Het onderwerp is te lang. Gebruik niet meer dan 200 tekens.");
        assertThat(sender.field("Onderwerp")).isFocused();
        assertThat(sender.field("Onderwerp")).hasAttribute("aria-invalid", "true");
        sender.fill("Onderwerp", "Jaarstukken").press("Verstuur document(en)").isAt("Uw documenten zijn verzonden");
    }
}
