package nl.rijkscloud.report;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.http.ContentDisposition;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Makes PDFs that are accessible (PDF/UA-1) and can be archived (PDF/A-3a): tagged, with a language and a title, real
 * text and embedded fonts. At most two are made at once, on threads of their own, because each needs memory and time.
 */
public final class PdfPrinter {
    private static final String FAMILY = "Source Sans 3";
    private static final String FONTS = "/webroot/lib/@expo-google-fonts/source-sans-3/";
    private static final int THREADS = 2;

    static {
        XRLog.setLoggingEnabled(false); // it would write texts of people into the log
    }

    private final WorkerExecutor workers;

    public PdfPrinter(Vertx vertx) {
        workers = vertx.createSharedWorkerExecutor("papers", THREADS, 60, TimeUnit.SECONDS);
    }

    public Future<byte[]> print(Paper paper) {
        return workers.executeBlocking(() -> render(paper), false);
    }

    /** True if the query asks for a PDF. */
    public static boolean isAsked(RoutingContext ctx) {
        return ctx.queryParam("format").equals(List.of("pdf"));
    }

    /** Answers an attachment that no cache keeps. */
    public static Future<Void> answer(RoutingContext ctx, String type, String name, Buffer content) {
        return ctx.response()
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Disposition", ContentDisposition.attachment(name))
                .end(content);
    }

    static byte[] render(Paper paper) throws IOException {
        try (var document = new PDDocument()) {
            var builder = new PdfRendererBuilder();
            builder.usePDDocument(document);
            builder.withHtmlContent(paper.xhtml(), null);
            builder.useUriResolver((base, address) -> null); // a paper loads nothing
            builder.usePdfUaAccessibility(true);
            builder.usePdfAConformance(PdfAConformance.PDFA_3_A);
            builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
            builder.useFont(new PDFontSupplier(font(document, "400Regular/SourceSans3_400Regular.ttf")), FAMILY, 400,
                    FontStyle.NORMAL, true);
            builder.useFont(new PDFontSupplier(font(document, "700Bold/SourceSans3_700Bold.ttf")), FAMILY, 700,
                    FontStyle.NORMAL, true);
            try (var renderer = builder.buildPdfRenderer()) {
                renderer.layout();
                renderer.createPDFWithoutClosing();
                if (paper.attachment().isPresent()) {
                    attach(document, paper.attachment().get());
                }
                var out = new ByteArrayOutputStream();
                document.save(out);
                return out.toByteArray();
            }
        }
    }

    /** Without substitutions of glyphs: ligatures would break copied text. */
    private static PDFont font(PDDocument document, String name) throws IOException {
        try (var file = PdfPrinter.class.getResourceAsStream(FONTS + name)) {
            if (file == null) {
                throw new IOException("no font " + name);
            }
            var font = new TTFParser().parse(new RandomAccessReadBuffer(file));
            font.setEnableGsub(false);
            return PDType0Font.load(document, font, true);
        }
    }

    /** As PDF/A-3 wants it: named in the catalogue, with its relation to the document. */
    private static void attach(PDDocument document, Paper.Attachment attachment) throws IOException {
        var name = attachment.name();
        var statement = attachment.statement().getBytes(StandardCharsets.US_ASCII);
        var file = new PDEmbeddedFile(document, new ByteArrayInputStream(statement));
        file.setSubtype("application/jose");
        file.setSize(statement.length);
        file.setModDate(Calendar.getInstance());
        var specification = new PDComplexFileSpecification();
        specification.setFile(name);
        specification.setFileUnicode(name);
        specification.setFileDescription("JWS");
        specification.getCOSObject().setItem(COSName.getPDFName("AFRelationship"), COSName.getPDFName("Data"));
        specification.setEmbeddedFile(file);
        specification.setEmbeddedFileUnicode(file);
        var tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of(name, specification));
        var catalog = document.getDocumentCatalog();
        var names = new PDDocumentNameDictionary(catalog);
        names.setEmbeddedFiles(tree);
        catalog.setNames(names);
        var associated = new COSArray();
        associated.add(specification);
        catalog.getCOSObject().setItem(COSName.getPDFName("AF"), associated);
    }
}
