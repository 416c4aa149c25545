package nl.rijkscloud.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the shipped list {@code documents.types} against the beginnings of real files. */
class AllowedTypesTest {
    private static final String MANUAL =
            "eps, gif, jpeg, jpg, png, doc, docx, odt, xls, xlsx, ods, pps, ppsx, ppt, pptx, odp, "
            + "zip, rar, 7z, gz, tgz, lzma, cab, gzip, bzip2, z, bz2, pdf, txt";
    private static final String COMPOUND_FILE = "d0cf11e0a1b11ae1";
    private static final String PROGRAM = "4d5a90000300000004000000ffff0000";

    @TempDir
    Path folder;

    private Map<String, List<String>> types;
    private ContentCheck content;

    @BeforeEach
    void load() throws IOException {
        types = Shipped.documents(folder).types();
        content = Shipped.check(folder);
    }

    private boolean fits(String name, byte[] bytes) {
        return content.look(name, DocumentSample.of(bytes)).fits();
    }

    @Test
    void hasTheExtensionsOfTheManual() {
        assertThat(types.keySet()).containsExactlyInAnyOrder(MANUAL.split(", "));
    }

    @Test
    void everyTypeIsOneThatTikaKnows() {
        assertThat(types.values().stream().flatMap(List::stream))
                .allSatisfy(type -> assertThat(registered(type)).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "eps, 252150532d41646f62652d332e3020455053462d332e30", "eps, c5d0d3c61e00000064000000", "gif, 474946383961",
        "jpeg, ffd8ffe000104a464946", "jpg, ffd8ffe10010457869660000", "png, 89504e470d0a1a0a0000000d49484452",
        "doc, " + COMPOUND_FILE, "doc, 7b5c727466315c616e7369", "docx, " + COMPOUND_FILE, "xls, " + COMPOUND_FILE,
        "xls, 09040600000010000000", "xlsx, " + COMPOUND_FILE, "pps, " + COMPOUND_FILE, "ppsx, " + COMPOUND_FILE,
        "ppt, " + COMPOUND_FILE, "pptx, " + COMPOUND_FILE, "rar, 526172211a0700cf907300", "rar, 526172211a07010033",
        "7z, 377abcaf271c0004", "gz, 1f8b080000000000", "tgz, 1f8b080000000000", "gzip, 1f8b080000000000",
        "lzma, 5d00008000ffffffffffffffff0034", "cab, 4d5343460000000010", "bzip2, 425a68393141592653",
        "bz2, 425a68393141592653", "z, 1f9d9068cab0", "z, 1f1e0000005005", "pdf, 255044462d312e370a",
        "pdf, 0d0a255044462d312e340a", "txt, 4765616368746520", "txt, fffe680061006c006c006f00",
        "txt, efbbbf68616c6c6f",
    })
    void acceptsContentThatFitsTheName(String extension, String hex) {
        assertThat(fits("brief." + extension, padded(hex))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "docx, word/document.xml", "docx, [Content_Types].xml", "xlsx, docProps/app.xml", "pptx, _rels/.rels",
        "ppsx, [Content_Types].xml", "odt, mimetype", "ods, content.xml", "odp, mimetype", "zip, brief.pdf",
    })
    void acceptsFormatsThatAreZipFiles(String extension, String firstEntry) throws IOException {
        assertThat(fits("brief." + extension, zip(firstEntry))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "doc, <?xml version=\"1.0\"?><w:wordDocument "
                + "xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"/>",
        "xls, <?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
        "txt, From: a@b.nl", "txt, <html><body>", "txt, <?xml version=\"1.0\"?><a/>", "txt, BEGIN:VCARD",
    })
    void acceptsText(String extension, String text) {
        assertThat(fits("brief." + extension, text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("extensions")
    void acceptsNoProgramUnderAnyName(String extension) {
        assertThat(fits("brief." + extension, padded(PROGRAM))).isFalse();
        assertThat(fits("brief." + extension, padded("7f454c4602010100"))).isFalse();
    }

    @Test
    void acceptsNoPictureAsADocument() {
        assertThat(fits("brief.pdf", padded("89504e470d0a1a0a0000000d49484452"))).isFalse();
        assertThat(fits("brief.lzma", padded("255044462d312e370a"))).isFalse();
        assertThat(fits("brief.txt", padded("0001020304050607"))).isFalse();
    }

    static Stream<String> extensions() {
        return Arrays.stream(MANUAL.split(", "));
    }

    /** Pads text with line ends and other content with zeros, as real files continue. */
    private static byte[] padded(String hex) {
        var start = HexFormat.of().parseHex(hex);
        var bytes = new byte[1024];
        Arrays.fill(bytes, hex.startsWith("47656163") || hex.startsWith("efbb") ? (byte) '\n' : 0);
        System.arraycopy(start, 0, bytes, 0, start.length);
        return bytes;
    }

    private static byte[] zip(String entry) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write("x".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private static boolean registered(String type) throws MimeTypeException {
        return type.equals("application/octet-stream")
                || MimeTypes.getDefaultMimeTypes().getRegisteredMimeType(type) != null;
    }
}
