package nl.rijkscloud.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nl.rijkscloud.content.ContentJudgement.NameMatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The detector with the list of types that the configuration file ships with. */
final class ContentCheckTest {
    private static final String LETTER = "Geachte mevrouw, één coördinatiefout. ";

    private static Map<String, List<String>> shipped;
    private static ContentCheck types;

    @BeforeAll
    static void load(@TempDir Path folder) throws IOException {
        shipped = Shipped.documents(folder).types();
        types = Shipped.check(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "eps,eps", "eps,eps-dos", "gif,gif", "jpeg,jpeg", "jpg,jpeg", "png,png", "doc,ole", "docx,docx", "odt,odt",
        "xls,ole", "xlsx,xlsx", "ods,ods", "pps,ole", "ppsx,pptx", "ppt,ole", "pptx,pptx", "odp,odp", "zip,zip",

        "rar,rar4", "rar,rar5", "7z,7z", "gz,gzip", "tgz,gzip", "lzma,lzma", "cab,cab", "gzip,gzip", "bzip2,bzip2",
        "z,compress", "bz2,bzip2", "pdf,pdf", "txt,utf-8", "txt,utf-8-bom", "txt,utf-16le", "txt,utf-16be",
        "txt,latin-1"
    })
    void everyExtensionOfTheManualTakesItsOwnContent(String extension, String sample) throws IOException {
        assertThat(fits("stuk." + extension, sample(sample))).isTrue();
    }

    @Test
    void extensionsOfTheManualAreComplete() {
        assertThat(shipped).hasSize(29);
    }

    @ParameterizedTest
    @CsvSource({
        "pdf,exe", "pdf,html", "pdf,utf-8", "pdf,zip", "pdf,noise", "jpg,png", "png,jpeg", "gif,utf-8", "txt,exe",
        "txt,pdf",

        "txt,zip", "txt,noise", "docx,pdf", "docx,exe", "doc,exe", "zip,exe", "zip,gzip", "7z,zip", "gz,zip", "rar,zip",
        "bz2,gzip", "cab,exe", "eps,pdf", "lzma,exe", "lzma,zip", "z,exe", "z,utf-8"
    })
    void contentOfAnotherTypeDoesNotFit(String extension, String sample) throws IOException {
        assertThat(fits("stuk." + extension, sample(sample))).isFalse();
    }

    /** Accepted on purpose: it is shown as text and never run, and most scripts look like any other text. */
    @ParameterizedTest
    @ValueSource(strings = {"html", "script"})
    void markupAndScriptsAreTextUnderTheNameOfText(String sample) throws IOException {
        assertThat(fits("stuk.txt", sample(sample))).isTrue();
    }

    @Test
    void caseAndEarlierDotsOfTheNameDoNotMatter() throws IOException {
        assertThat(fits("Verslag.v2.exe.PDF", sample("pdf"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "stuk", "stuk.", "stuk.exe", ".pdf.exe"})
    void aNameWithoutAListedExtensionFitsNothing(String name) throws IOException {
        assertThat(fits(name, sample("pdf"))).isFalse();
    }

    /**
     * A phone sends an empty file for a document that it keeps in the cloud. It is delivered, and both sides are told.
     */
    @Test
    void emptyDocumentIsDeliveredAndMarkedAsEmpty() {
        assertThat(types.look("leeg.pdf", DocumentSample.of(new byte[0])))
                .isEqualTo(new ContentJudgement(NameMatch.OTHER_KIND, ContentKind.EMPTY));
        assertThat(fits("leeg.txt", new byte[0])).isTrue();
    }

    private static boolean fits(String name, byte[] content) {
        return types.look(name, DocumentSample.of(content)).fits();
    }

    private static byte[] sample(String name) throws IOException {
        return switch (name) {
            case "eps" -> "%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n".getBytes(US_ASCII);
            case "eps-dos" -> hex("c5d0d3c6 20000000 00010000 00000000 00000000 00000000 00000000 ffff0000");
            case "gif" -> hex("474946383961 0100 0100 800000");
            case "jpeg" -> hex("ffd8ffe0 0010 4a46494600 0101 01 0048 0048 0000");
            case "png" -> hex("89504e470d0a1a0a 0000000d49484452 00000001 00000001 0802000000");
            case "ole" -> hex("d0cf11e0a1b11ae1" + "00".repeat(16) + "3e000300feff0900");
            case "docx" -> zip("[Content_Types].xml", "_rels/.rels", "word/document.xml");
            case "xlsx" -> zip("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml");
            case "pptx" -> zip("[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml");
            case "odt", "ods", "odp" -> zip("mimetype", "content.xml", "META-INF/manifest.xml");
            case "zip" -> zip("map/brief.txt");
            case "gzip" -> gzip();
            case "bzip2" -> hex("425a6839 314159265359 4eece836 00000251");
            case "7z" -> hex("377abcaf271c 0004 00000000 0000000000000000");
            case "rar4" -> hex("526172211a0700 cf90730000 0d00000000000000");
            case "rar5" -> hex("526172211a070100 3392b5e5 0a01050600");
            case "cab" -> hex("4d534346 00000000 a1000000 00000000 2c000000 00000000 0301");
            case "lzma" -> hex("5d00008000 ffffffffffffffff 00341949ee8de9");
            case "compress" -> hex("1f9d90 54d0a061c3c6");
            case "pdf" -> "%PDF-1.7\n%âãÏÓ\n1 0 obj\n".getBytes(ISO_8859_1);
            case "utf-8" -> LETTER.repeat(50).getBytes(UTF_8);
            case "utf-8-bom" -> ("\ufeff" + LETTER).getBytes(UTF_8);
            case "utf-16le" -> ("\ufeff" + LETTER.repeat(50)).getBytes(UTF_16LE);
            case "utf-16be" -> ("\ufeff" + LETTER.repeat(50)).getBytes(UTF_16BE);
            case "latin-1" -> LETTER.repeat(50).getBytes(ISO_8859_1);
            case "exe" -> hex("4d5a9000 03000000 04000000 ffff0000 b8000000 00000000 40000000");
            case "html" -> "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>".getBytes(UTF_8);
            case "script" -> "#!/bin/sh\nrm -rf .\n".getBytes(UTF_8);
            case "noise" -> hex("9912fe83 0001ff02 45a1c3d4 00ff1e02");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] zip(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(LETTER.getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(LETTER.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
