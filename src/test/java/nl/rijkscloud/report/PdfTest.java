package nl.rijkscloud.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** In both languages, with what is destroyed, when and why, and with the limits of what is said. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "nl | Verklaring van vernietiging | 2 documenten, 1,5 MB | De bewaartijd was voorbij | In back-ups",
            "en | Statement of destruction | 2 documents, 1.5 MB | The retention period was over | Backups"})
    void statementOfDestructionIsAccessibleArchivableAndReadable(
            String language, String title, String gone, String reason, String limits) throws Exception {
        var statement = new JsonObject()
                .put("kind", "destroyed").put("portal", "https://portaal.example").put("organisation", "Inspectie")
                .put("at", "2026-11-30T12:00:00Z").put("language", language).put("number", "K7QM-3XRX")
                .put("endedAt", "2026-11-29T11:00:00Z").put("reason", "expired").put("documentCount", 2)
                .put("totalSize", 1_500_000);

        var pdf = PdfPrinter.render(ReceiptPaper.of(statement, "the.signed.statement"));

        assertThat(VeraPdf.faults(pdf)).isEmpty();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(text(document)).contains(title, gone, reason, limits, "2026-11-29T11:00:00Z", "K7QM-3XRX",
                    "verklaring.jws", "https://portaal.example");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo(language);
            var attached = document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames().get("verklaring.jws");
            assertThat(new String(attached.getEmbeddedFile().toByteArray())).isEqualTo("the.signed.statement");
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
