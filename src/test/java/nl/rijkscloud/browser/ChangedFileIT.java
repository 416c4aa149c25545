package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The portal receives one file and never a mixture of two, even when files change between interruption and resumption
 * or while they are sent.
 */
@BrowserTest
class ChangedFileIT {
    private static final String NAME = "scan.pdf";
    private static final int MIB = 1 << 20;
    private static final int LENGTH = 30 * MIB;
    private static final int HELD = 22 * MIB + 12_345;
    private static final int SLOW = 4_000_000;

    @TempDir
    Path device;
    private Visitors visitors;
    private Papers papers;
    private SenderJourney mail;
    private Path file;
    private byte[] content;
    private Visitor sender;
    private UploadPage documents;

    @BeforeEach
    void beginWithAFile(Visitors visitors) throws IOException {
        this.visitors = visitors;
        papers = new Papers(device);
        mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        file = papers.pdf(NAME, LENGTH);
        content = Files.readAllBytes(file);
    }

    @Test
    void sameFileContinuesAfterAllStoredBytesAreCompared() {
        var half = half();
        open("");

        documents.choose(file).received(NAME);

        assertThat(lines()).hasCount(1);
        assertThat(half.head().headers().firstValue("Upload-Offset")).hasValue(Integer.toString(LENGTH));
        assertThat(delivered()).containsExactly(content);
    }

    @Test
    void differentFileOfTheSameNameAndSizeIsANewDocument() throws IOException {
        var half = half();
        open("");
        var other = content.clone();
        Arrays.fill(other, 20, LENGTH, (byte) 'B');
        Files.write(file, other);

        documents.choose(file);

        assertThat(lines()).hasCount(2);
        assertThat(lines().nth(1)).containsText(
                "Dit bestand is anders dan wat al van scan.pdf binnen is. Wij versturen het als een nieuw document.");
        assertThat(lines().nth(1)).containsText("Ontvangen");
        assertThat(half.offset()).as("of the first one nothing is spoiled").isEqualTo(HELD);
        assertThat(lines().nth(0)).containsText("Nog niet compleet");
        lines().nth(0).getByText("Verwijder").click();
        assertThat(lines()).hasCount(1);
        assertThat(delivered()).containsExactly(other);
    }

    /**
     * The ten pieces that are compared first are equal; with this Math.random the eighth piece, which differs, is not
     * among them.
     */
    @Test
    void changeMissedByTheSampleIsFoundBeforeAnythingIsReceived() throws IOException {
        half();
        open("Math.random = () => 0;");
        content[7 * MIB + 77] ^= 1;
        Files.write(file, content);

        documents.choose(file).says(NAME,
                "Dit bestand is veranderd terwijl het werd verstuurd. Wij versturen het opnieuw, vanaf het begin.");

        assertThat(lines()).hasCount(1);
        assertThat(lines().getByText("Ontvangen")).isVisible();
        assertThat(delivered()).containsExactly(content);
    }

    @Test
    void pageComparesByItselfWithoutWorkers() throws IOException {
        half();
        open("delete window.Worker; Math.random = () => 0;");
        content[7 * MIB + 77] ^= 1;
        Files.write(file, content);

        documents.choose(file).says(NAME, "Wij versturen het opnieuw, vanaf het begin.");

        assertThat(lines().getByText("Ontvangen")).isVisible();
        assertThat(delivered()).containsExactly(content);
    }

    @Test
    void twoFilesOfOneNameAndSizeAreBothAddedAndTheSameOneIsNoticed() throws IOException {
        open("");
        var one = inFolder("een", 1);
        var two = inFolder("twee", 2);
        documents.choose(one);
        documents.choose(two);
        assertThat(lines()).hasCount(2);
        assertThat(lines().getByText("Ontvangen")).hasCount(2);

        documents.choose(two);
        sender.sees("scan.pdf: dit document staat al in de lijst.");
        sender.page().reload();
        sender.isAt("Uw document(en) versturen");
        documents.choose(one);
        sender.sees("scan.pdf: dit document staat al in de lijst.");
        documents.choose(inFolder("drie", 3));
        assertThat(lines()).hasCount(3);
        assertThat(lines().getByText("Ontvangen")).hasCount(3);
    }

    @Test
    void fileEditedDuringUploadStartsAnewWhenChosenAgain() throws IOException {
        visitors.expecting("net::ERR_");
        open("");
        visitors.line().slow(SLOW);
        documents.choose(file).says(NAME, "per seconde");
        Arrays.fill(content, 20, LENGTH, (byte) 'B');
        Files.write(file, content);

        visitors.line().fullSpeed();
        documents.says(NAME, "Dit bestand kan niet meer worden gelezen op uw apparaat. Kies het opnieuw.");
        documents.choose(file);

        assertThat(lines()).hasCount(1);
        assertThat(lines().getByText("Ontvangen")).isVisible();
        assertThat(delivered()).containsExactly(content);
    }

    /**
     * A browser that misses the change sends bytes of another file; the comparison at the end finds that the server has
     * others.
     */
    @Test
    void foreignBytesAreFoundAtTheEnd() {
        open("""
                const real = Blob.prototype.slice;
                window.tear = true;
                Blob.prototype.slice = function (start, end) {
                  const piece = real.call(this, start, end);
                  return window.tear && start > 0 ? new Blob(['x'.repeat(piece.size)]) : piece;
                };
                delete window.Worker;
                const asked = window.fetch;
                window.fetch = (path, ...more) => {
                  window.tear &&= !String(path).endsWith('/codes');
                  return asked(path, ...more);
                };""");

        documents.choose(file).says(NAME,
                "Dit bestand is veranderd terwijl het werd verstuurd. Wij versturen het opnieuw, vanaf het begin.");

        assertThat(lines().getByText("Ontvangen")).isVisible();
        assertThat(delivered()).containsExactly(content);
    }

    private TusUpload half() {
        mail.open(mail.uploadLink());
        var upload = TusUpload.create(mail.browser(), NAME, LENGTH);
        SenderJourney.expect(204, upload.append(0, Arrays.copyOf(content, HELD)));
        return upload;
    }

    private void open(String script) {
        sender = visitors.onADesktop();
        sender.page().addInitScript(script);
        sender.open(mail.uploadLink()).isAt("Uw document(en) versturen");
        documents = new UploadPage(sender);
    }

    private Path inFolder(String folder, int seed) throws IOException {
        var text = "%PDF-1.7\n" + "inhoud %d\n".formatted(seed).repeat(200_000);
        return Files.writeString(Files.createDirectories(device.resolve(folder)).resolve(NAME), text);
    }

    private Locator lines() {
        return sender.page().locator("#lijst > li");
    }

    private byte[] delivered() {
        assertThat(lines().getByText("Ontvangen")).hasCount(1);
        sender.press("Verstuur document(en)").isAt("Uw documenten zijn verzonden");
        var link = mail.downloadLink();
        var inspector = StaffJourney.signIn(visitors.portal(), DemoStaff.SANNE);
        inspector.open(link);
        return inspector.download(SenderJourney.documents(inspector.transfer()).getFirst());
    }
}
