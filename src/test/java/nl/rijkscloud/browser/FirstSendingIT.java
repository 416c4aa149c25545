package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One complete sending, done as people do it. */
@BrowserTest
class FirstSendingIT {
    @TempDir
    Path device;

    @Test
    void fromTheWelcomePageToTheInspectorsDownload(Visitors visitors) throws IOException {
        var papers = new Papers(device);
        var letter = papers.pdf("Brief aan de inspectie.pdf", 300_000);
        var table = papers.text("Overzicht 2026.txt", 70_001);
        var mail = SenderJourney.before(visitors.portal());

        var sender = visitors.onADesktop().open("/").isAt("Veilig documenten uitwisselen met de inspectie");
        sender.follow("Volgende").isAt("Vul de gegevens in");
        sender.fill("Naam", "Anna Smit").fill("E-mailadres", mail.email())
                .fill("Organisatie", "Huisartsenpraktijk De Linde");
        sender.press("Ik heb geen contactpersoon").sees("Ingevuld: Meldpunt (Meldpunt@igj.nl).");
        sender.press("Volgende").isAt("Controleer nu uw e-mail").sees(mail.email())
                .sees("Verstuur document(en) naar Meldpunt");

        sender = fromTheInbox(sender, mail.email()).isAt("Uw document(en) versturen");
        assertThat(sender.page().url()).doesNotContain("#");
        new UploadPage(sender).choose(letter, table).received("Brief aan de inspectie.pdf")
                .received("Overzicht 2026.txt");
        sender.fill("Onderwerp", "Jaarverslag").fill("Kenmerk", "2026-114")
                .fill("Begeleidende tekst", "Hierbij het verslag.\nGroet, Anna");
        sender.press("Verstuur document(en)").isAt("Uw documenten zijn verzonden")
                .sees("Uw contactpersoon heeft bericht gekregen.").sees("2 documenten").sees("Overzicht 2026.txt");

        var inspector = visitors.onADesktop();
        new ReceivePage(inspector).signIn(mail.downloadLink(), DemoStaff.SANNE);
        inspector.isAt("Uw document(en) downloaden").sees("Anna Smit").sees("Huisartsenpraktijk De Linde");
        inspector.sees("Jaarverslag").sees("2026-114").sees("Hierbij het verslag.");
        assertThat(new ReceivePage(inspector).download("Overzicht 2026.txt")).isEqualTo(Files.readAllBytes(table));
        sender.open(mail.reportLink()).isAt("Rapportage van uw verzending")
                .reloadsUntilItSees("Nog niet alles is gedownload: 1 van 2 documenten.")
                .doesNotSee("Uw contactpersoon heeft uw verzending geopend.").unfold()
                .sees("Uw contactpersoon heeft uw verzending geopend.")
                .sees("Uw contactpersoon heeft het document Overzicht 2026.txt gedownload.")
                .doesNotSee("Uw contactpersoon heeft alle documenten gedownload.").sees("Nog niet gedownload");

        assertThat(unzip(new ReceivePage(inspector).downloadAll())).isEqualTo(Map.of(
                "Brief aan de inspectie.pdf", new String(Files.readAllBytes(letter), StandardCharsets.ISO_8859_1),
                "Overzicht 2026.txt", Files.readString(table)));
        sender.reloadsUntilItSees("Uw contactpersoon heeft alle documenten gedownload.")
                .doesNotSee("Nog niet gedownload").sees("Anna Smit").unfold().sees("Hierbij het verslag.");
        inspector.press("Afmelden").isAt("U bent afgemeld").doesNotSee("Jaarverslag");
    }

    @Test
    void inEnglishFromTheFirstPageToTheReport(Visitors visitors) throws IOException {
        var letter = new Papers(device).pdf("Letter.pdf", 100_000);
        var mail = SenderJourney.before(visitors.portal());

        var sender = visitors.onAPhone().open("/").follow("English");
        sender.follow("Next").isAt("Fill in the details");
        sender.fill("Name", "Anna Smit").fill("Email address", mail.email());
        sender.press("I do not have a contact").sees("Meldpunt@igj.nl");
        sender.press("Next").isAt("Now check your email");

        var otherDevice = visitors.onADesktop().open(mail.uploadLink()).isAt("Send your document(s)");
        new UploadPage(otherDevice).choose(letter);
        // Leaving the field saves the message; the transfer must not be sent before that has arrived.
        otherDevice.page().route("**/api/transfer/message*", saving -> {
            otherDevice.page().waitForTimeout(500);
            saving.resume();
        });
        otherDevice.fill("Subject", "Annual report").press("Send document(s)").isAt("Your documents have been sent");

        var inspector = visitors.onADesktop();
        new ReceivePage(inspector).signIn(mail.downloadLink(), DemoStaff.SANNE);
        inspector.isAt("Uw document(en) downloaden").sees("Annual report");
        assertThat(new ReceivePage(inspector).download("Letter.pdf")).isEqualTo(Files.readAllBytes(letter));
        otherDevice.open(mail.reportLink()).isAt("Report of your transfer")
                .reloadsUntilItSees("Your contact has downloaded all documents.");
        assertThat(otherDevice.page().locator("html")).hasAttribute("lang", "en");
    }

    /** Finds the newest mail with this address on the demo's page; its link opens a tab. */
    private static Visitor fromTheInbox(Visitor visitor, String address) {
        var mail = visitor.open("/demo/").page().locator("article")
                .filter(new FilterOptions().setHasText(address)).first();
        var link = mail.getByRole(AriaRole.LINK).filter(new FilterOptions().setHasText("/verstuur/"));
        return new Visitor(visitor.page().context().waitForPage(link::click), visitor.portal());
    }

    private static Map<String, String> unzip(byte[] zip) throws IOException {
        var files = new HashMap<String, String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }
}
