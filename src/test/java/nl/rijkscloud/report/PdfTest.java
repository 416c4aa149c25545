package nl.rijkscloud.report;

import static org.assertj.core.api.Assertions.assertThat;

import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.VeraPdf;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PDFs of a transfer whose document has an odd name, as the portal serves them. */
class PdfTest {
    private static final DemoPortal PORTAL = TestPortal.shared();
    private static final String NAME = "Bijlage «één» ŁÓDŹ Ελλάδα Київ <b>&amp; officiële flat.txt";

    private static SenderJourney sender;
    private static String receipt;

    @BeforeAll
    static void send() {
        sender = SenderJourney.begin(PORTAL);
        sender.add(NAME, Sample.text(1000, 3));
        sender.awaitChecked();
        sender.submit();
        sender.report();
        receipt = sender.browser().get("/api/receipt?transfer=" + sender.transferId()).body();
    }

    @Test
    void reportIsAccessibleArchivableAndReadable() throws Exception {
        var pdf = fetch("/api/report?format=pdf&transfer=");

        assertThat(VeraPdf.faults(pdf)).isEmpty();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(text(document)).contains(NAME, "Jan de Vries", "Jaarstukken", "2026-114", "Z)")
                    .doesNotContain("Zie bijlagen.");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("nl");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Rapportage van uw verzending");
        }
    }

    @Test
    void receiptCarriesTheSignedStatement() throws Exception {
        var pdf = fetch("/api/receipt?format=pdf&transfer=");

        assertThat(VeraPdf.faults(pdf)).isEmpty();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(text(document)).contains(NAME, "Zie bijlagen.", "Deze pdf zelf is niet ondertekend");
            var attached = document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames()
                    .get("ontvangstbewijs.jws");
            assertThat(new String(attached.getEmbeddedFile().toByteArray())).isEqualTo(receipt);
        }
    }

    private static byte[] fetch(String path) {
        var answer = sender.browser().download(path + sender.transferId());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return answer.body();
    }

    /** As a reader sees it: lines that were broken are joined. */
    private static String text(PDDocument document) throws Exception {
        return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
}
