package nl.rijkscloud.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents of at most one piece, such as scans and letters. */
@BrowserTest
class SmallDocumentsIT {
    private static final int SLOW = 2_000_000;

    @TempDir
    Path device;
    private Papers papers;
    private Visitors visitors;
    private Visitor sender;
    private UploadPage documents;

    @BeforeEach
    void openTheMailedLink(Visitors visitors) {
        this.visitors = visitors;
        papers = new Papers(device);
        var mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        sender = visitors.onADesktop().open(mail.uploadLink()).isAt("Uw document(en) versturen");
        documents = new UploadPage(sender);
    }

    @Test
    void smallDocumentGoesWithTheRequestThatBeginsIt() {
        var methods = new CopyOnWriteArrayList<String>();
        sender.page().onRequest(request -> {
            if (request.url().contains("/api/uploads")) {
                methods.add(request.method());
            }
        });

        documents.choose(papers.pdf("klein.pdf", 200_000));

        documents.received("klein.pdf");
        assertThat(methods).containsExactly("POST");
    }

    @Test
    void letterDoesNotWaitBehindLargeDocuments() {
        visitors.line().slow(SLOW);
        documents.choose(papers.pdf("een.pdf", 12_000_000), papers.pdf("twee.pdf", 12_000_000),
                papers.pdf("drie.pdf", 12_000_000), papers.pdf("vier.pdf", 12_000_000),
                papers.pdf("brief.pdf", 20_000));

        documents.received("brief.pdf");
        documents.says("vier.pdf", "Wacht op zijn beurt");
        visitors.line().fullSpeed();
        documents.received("vier.pdf");
    }
}
