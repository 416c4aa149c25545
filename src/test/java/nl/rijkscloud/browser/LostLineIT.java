package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page.CloseOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page uploads over an unreliable connection. The received bytes are compared with the file. */
@BrowserTest
class LostLineIT {
    private static final int SLOW = 2_000_000;
    private static final String NAME = "Opname van het gesprek.zip";

    @TempDir
    Path device;
    private Visitors visitors;
    private SenderJourney mail;
    private Visitor sender;
    private UploadPage documents;
    private Path file;

    @BeforeEach
    void beginOnASlowLine(Visitors visitors) {
        this.visitors = visitors.expecting("net::ERR_").expecting("status of 503");
        mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        sender = visitors.onADesktop().open(mail.uploadLink()).isAt("Uw document(en) versturen");
        documents = new UploadPage(sender);
        file = new Papers(device).zip(NAME, 16_000_000);
        visitors.line().slow(SLOW);
        documents.choose(file).says(NAME, "per seconde");
    }

    @Test
    void uploadContinuesByItself() throws IOException {
        visitors.line().cut();
        var status = sender.page().getByRole(AriaRole.STATUS);
        assertThat(status.filter(new FilterOptions().setHasText("De verbinding is weg. Wij gaan vanzelf verder.")))
                .isVisible();
        documents.says(NAME, "Volgende poging over");
        visitors.line().mend();
        visitors.line().fullSpeed();

        documents.received(NAME);
        assertThat(sender.page().locator("#verbinding")).isEmpty();
        assertThat(delivered()).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void uploadContinuesAfterARestartOfThePortal() throws IOException {
        visitors.portal().restart();
        visitors.line().fullSpeed();

        documents.received(NAME);
        assertThat(delivered()).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void theSameFileChosenAgainAfterAReloadContinuesWhereItWas() throws IOException {
        sender.page().onceDialog(Dialog::accept);
        sender.page().reload();
        sender.isAt("Uw document(en) versturen");
        documents.says(NAME, "Nog niet compleet");
        assertThat(documents.document(NAME)).not().containsText("0 kB van");

        visitors.line().fullSpeed();
        documents.choose(file).received(NAME);
        assertThat(sender.page().locator("#lijst > li")).hasCount(1);
        assertThat(delivered()).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void secondTabTakesOverAndTheFirstStops() throws IOException {
        var second = sender.inAnotherTab().open(mail.uploadLink()).isAt("Uw document(en) versturen");
        var there = new UploadPage(second).says(NAME, "Nog niet compleet");

        visitors.expecting("status of 409"); // the tab that lost the upload
        there.choose(file).says(NAME, "per seconde");
        documents.says(NAME, "Dit document wordt misschien vanaf een ander apparaat verstuurd.");
        visitors.line().fullSpeed();
        there.received(NAME);
        sender.page().bringToFront();
        documents.received(NAME);
        assertThat(delivered()).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void leavingDuringAnUploadAsksForConfirmation() {
        var asked = new AtomicReference<String>();
        sender.page().onceDialog(dialog -> {
            asked.set(dialog.type());
            dialog.dismiss();
        });
        sender.page().close(new CloseOptions().setRunBeforeUnload(true));
        sender.page().waitForCondition(() -> asked.get() != null);

        assertThat(asked.get()).isEqualTo("beforeunload");
        visitors.line().fullSpeed();
        documents.received(NAME);
    }

    /** Sends the transfer, and downloads it as the contact. */
    private byte[] delivered() {
        sender.press("Verstuur document(en)").isAt("Uw documenten zijn verzonden");
        var link = mail.downloadLink();
        var inspector = StaffJourney.signIn(visitors.portal(), DemoStaff.SANNE);
        inspector.open(link);
        return inspector.download(SenderJourney.documents(inspector.transfer()).getFirst());
    }
}
