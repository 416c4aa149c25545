package nl.rijkscloud.content;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static nl.rijkscloud.content.Made.bytes;
import static nl.rijkscloud.content.Made.compound;
import static nl.rijkscloud.content.Made.hex;
import static nl.rijkscloud.content.Made.joined;
import static nl.rijkscloud.content.Made.zip;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import nl.rijkscloud.content.ContentJudgement.NameMatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that people in care really hold, with the three verdicts: it fits, it is something else and harmless, or it is
 * a program.
 */
final class KindsTest {
    private static final byte[] PDF =
            bytes("%PDF-1.6\r\n%\u00e2\u00e3\u00cf\u00d3\r\n7 0 obj\r\n<< /Type /Catalog >>\r\nendobj\r\n");
    private static final byte[] JPEG = hex("ffd8ffe0 0010 4a46494600 0101 01 0048 0048 0000");
    private static final String PAGE =
            "<html><head><title>Medicatie</title></head><body><table><tr><td>1</td></tr></table></body></html>";
    private static final String LETTER =
            "Beste collega,\r\n\r\nDe cliënt is vannacht opgenomen. Zie het verslag van dr. Groen.\r\n";

    private static ContentCheck check;

    @BeforeAll
    static void load(@TempDir Path folder) throws IOException {
        check = Shipped.check(folder);
    }

    private static Arguments is(String name, NameMatch standing, ContentKind kind, byte[] content) {
        return Arguments.of(name, standing, kind, content);
    }

    private static Arguments fits(String name, ContentKind kind, byte[] content) {
        return is(name, NameMatch.FITS, kind, content);
    }

    private static Arguments other(String name, ContentKind kind, byte[] content) {
        return is(name, NameMatch.OTHER_KIND, kind, content);
    }

    private static Arguments program(String name, ContentKind kind, byte[] content) {
        return is(name, NameMatch.PROGRAM, kind, content);
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource({"texts", "printed", "pages", "pictures", "office", "packed", "programs", "scripts", "unknown"})
    void kindIsDetected(String name, NameMatch standing, ContentKind kind, byte[] content) {
        assertThat(check.look(name, DocumentSample.of(content))).isEqualTo(new ContentJudgement(standing, kind));
    }

    static Stream<Arguments> texts() {
        return Stream.concat(
                Stream.of("P2 melding van de avonddienst", "070707;Visser;ontslag", "MZ Groep: contract 2026",
                        "ID3 is een tag", "%!let op",
                                "\"Sample Name\"\t\"Well\"", "GIF89a en PNG", "BMI 24,1", "Rar! een bestand", "OggS",
                                "PK 3 van 4", "MThd", "%PDF-1.5 graag",
                                "RIFF en WAVE", "wOFF lettertype", "8BPS", "BZh9 kamer", "II*, III*", "#!AMR is geluid",
                                "Cr24", "MSCF")
                        .map(start ->
                                fits("verslag.txt", ContentKind.PLAIN_TEXT, (start + "\r\n" + LETTER).getBytes(UTF_8))),
                Stream.of(
                        fits("x.txt", ContentKind.PLAIN_TEXT, LETTER.getBytes(UTF_16LE)),
                        fits("x.txt", ContentKind.PLAIN_TEXT, LETTER.getBytes(UTF_16BE)),
                        fits("x.txt", ContentKind.PLAIN_TEXT, ("\ufeff" + LETTER).getBytes(UTF_16BE)),
                        fits("x.txt", ContentKind.PLAIN_TEXT,
                                bytes("\u000bMSH|^~\\&|LIS|LAB|||20260303||ORU^R01|7|P|2.5\rOBX|1|NM\r\u001c\r")),
                        fits("x.txt", ContentKind.PLAIN_TEXT,
                                bytes("[)>\u001e06\u001d17V1234\u001d1PMAT\u001dS77\u001e\u0004\r\n")),
                        fits("x.txt", ContentKind.PLAIN_TEXT, bytes("Pagina 1\f\r\nPagina 2\f\r\n\u001a")),
                        fits("x.txt", ContentKind.PLAIN_TEXT, joined(bytes(LETTER), new byte[2000])),
                        fits("x.txt", ContentKind.PLAIN_TEXT, bytes(PAGE)),
                        fits("x.txt", ContentKind.PLAIN_TEXT, bytes("@echo off\r\ndir\r\n")),
                        fits("x.txt", ContentKind.PLAIN_TEXT, bytes("{\\rtf1 Brief}")),
                        fits("x.txt", ContentKind.PLAIN_TEXT, hex("80 20 31 35")),
                        other("x.txt", ContentKind.PDF, PDF), other("x.txt", ContentKind.ZIP, zip("a.csv")),
                        other("x.txt", ContentKind.JPEG, JPEG)));
    }

    static Stream<Arguments> printed() {
        var eps = bytes("%!PS-Adobe-3.1 EPSF-3.0\r\n%%BoundingBox: 0 0 40 40\r\nshowpage\r\n");
        return Stream.of(
                fits("x.pdf", ContentKind.PDF, PDF),
                fits("x.pdf", ContentKind.PDF, joined(new byte[900], PDF)),
                fits("x.pdf", ContentKind.PDF, joined(bytes("\r\n \t\r\n"), PDF)),
                fits("x.pdf", ContentKind.PDF, joined(
                        bytes("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 900\r\n\r\n"), PDF)),
                fits("x.pdf", ContentKind.PDF,
                        joined(bytes("\u001b%-12345X@PJL SET RESOLUTION=600\r\n@PJL ENTER LANGUAGE=PDF\r\n"), PDF)),
                fits("x.pdf", ContentKind.PDF, joined(hex("efbbbf"), PDF)),
                fits("x.pdf", ContentKind.PDF, joined(bytes("% scan van mfp-3\r\n"), PDF)),
                other("x.pdf", ContentKind.JPEG, JPEG),
                other("x.pdf", ContentKind.TIFF, joined(hex("4d4d002a00000008"), new byte[40])),
                other("x.pdf", ContentKind.OFFICE_OPEN, zip("[Content_Types].xml", "word/document.xml")),
                other("x.pdf", ContentKind.RTF, bytes("{\\rtf1\\ansi x}")),
                is("x.pdf", NameMatch.UNRECOGNISED, ContentKind.WEB_PAGE,
                        bytes("<!DOCTYPE html><html><body>Meld u aan</body></html>")),
                is("x.pdf", NameMatch.UNRECOGNISED, ContentKind.PLAIN_TEXT,
                        bytes("Het bestand begint met %PDF-1.4, zei ze.\r\n")),
                is("x.pdf", NameMatch.UNRECOGNISED, ContentKind.UNRECOGNISED, joined(new byte[3000], PDF)),
                fits("x.eps", ContentKind.POSTSCRIPT, eps),
                fits("x.eps", ContentKind.POSTSCRIPT, joined(hex("efbbbf"), eps)),
                fits("x.eps", ContentKind.POSTSCRIPT, joined(bytes("\u0004"), eps)),
                fits("x.eps", ContentKind.POSTSCRIPT, joined(bytes("\n\n\n"), eps)),
                fits("x.eps", ContentKind.POSTSCRIPT,
                        joined(bytes("\u001b%-12345X@PJL SET A=1\r\n@PJL ENTER LANGUAGE = POSTSCRIPT\r\n"), eps)),
                fits("x.eps", ContentKind.POSTSCRIPT, joined(hex("c5d0d3c6 1e000000 64000000"), new byte[18], eps)),
                other("x.eps", ContentKind.PDF, PDF),
                is("x.eps", NameMatch.UNRECOGNISED, ContentKind.PLAIN_TEXT, bytes("newpath 0 0 moveto\r\n")));
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                other("lijst.xls", ContentKind.WEB_PAGE, bytes(PAGE)),
                other("lijst.xls", ContentKind.WEB_PAGE, bytes("\r\n\t<TABLE border=1><tr><td>a</table>")),
                other("lijst.xls", ContentKind.WEB_PAGE,
                        bytes("<html><head><script>function sort() {}</script></head><table></table></html>")),
                other("brief.docx", ContentKind.WEB_PAGE, bytes("<!-- export --><!DOCTYPE HTML><html></html>")),
                other("lijst.xls", ContentKind.PLAIN_TEXT, bytes("naam;leeftijd\r\nJan;81\r\n")),
                other("lijst.xlsx", ContentKind.PLAIN_TEXT, "naam\tleeftijd\r\n".repeat(9).getBytes(UTF_16LE)),
                fits("lijst.xls", ContentKind.EXCEL_XML, bytes(
                        "<?xml version='1.0'?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>")),
                other("lijst.xlsx", ContentKind.EXCEL_XML, bytes(
                        "<?xml version='1.0'?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>")),
                fits("brief.doc", ContentKind.WORD_XML, bytes("\u00ef\u00bb\u00bf<?xml version='1.0'?>"
                        + "<?mso-application progid=\"Word.Document\"?><w:wordDocument xmlns:w=\"x\"/>")),
                fits("brief.doc", ContentKind.OFFICE_XML,
                        bytes("<pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\"/>")),
                fits("brief.doc", ContentKind.WEB_ARCHIVE,
                        bytes("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"a\"\n\n--a\n")),
                other("lijst.xls", ContentKind.WEB_ARCHIVE,
                        bytes("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"a\"\n\n--a\n")),
                other("brief.doc", ContentKind.EMAIL,
                        bytes("From: a@b.nl\r\nTo: c@d.nl\r\nSubject: uitslag\r\n\r\nDag\r\n")),
                other("brief.odt", ContentKind.OPEN_DOCUMENT_XML, bytes("<?xml version='1.0'?>"
                        + "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"/>")),
                fits("brief.doc", ContentKind.RTF, bytes("\u00ef\u00bb\u00bf{\\rtf1\\ansi x}")),
                other("brief.doc", ContentKind.XML, bytes("<?xml version='1.0'?><bericht/>")));
    }

    static Stream<Arguments> pictures() {
        return Stream.of(
                other("foto.jpg", ContentKind.PNG, hex("89504e470d0a1a0a0000000d49484452")),
                other("foto.jpg", ContentKind.WEBP, bytes("RIFF\u0024\0\0\0WEBPVP8L")),
                other("foto.jpg", ContentKind.HEIC, hex("0000001c 66747970 68656978 00000000 6d696631")),
                other("foto.png", ContentKind.JPEG, JPEG),
                other("foto.jpeg", ContentKind.MP4, hex("00000018 66747970 69736f6d 00000200 69736f6d")),
                other("foto.jpg", ContentKind.QUICKTIME, hex("00000014 66747970 71742020 20050300")),
                other("foto.jpg", ContentKind.TIFF, joined(hex("49492a0008000000"), new byte[9])),
                other("foto.gif", ContentKind.BMP, joined(bytes("BM"), new byte[12], hex("28000000"), new byte[30])),
                other("foto.jpg", ContentKind.DICOM, joined(new byte[128], bytes("DICM\2\0\0\0UL"))),
                other("foto.jpg", ContentKind.SVG,
                        bytes("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>")),
                other("foto.jpg", ContentKind.AVIF, hex("00000020 66747970 61766966 00000000")),
                other("foto.jpg", ContentKind.JPEG_ODD, joined(bytes("\r\n"), JPEG)),
                other("foto.png", ContentKind.PDF, PDF),
                other("foto.jpg", ContentKind.JPEG_2000, hex("0000000c 6a502020 0d0a870a")),
                other("foto.gif", ContentKind.EMPTY, new byte[0]));
    }

    static Stream<Arguments> office() {
        var locked = compound("00000000", 0, "EncryptedPackage", "EncryptionInfo");
        return Stream.of(
                fits("brief.doc", ContentKind.WORD_97, compound("06090200", 0, "WordDocument", "1Table")),
                fits("lijst.xls", ContentKind.EXCEL_97, compound("20080200", 4, "Workbook")),
                fits("lijst.xls", ContentKind.EXCEL_97, compound("00000000", 0, "Book")),
                fits("les.pps", ContentKind.POWERPOINT_97, compound("108d8164", 1, "PowerPoint Document")),
                fits("brief.docx", ContentKind.OFFICE_LOCKED, locked),
                fits("lijst.xlsx", ContentKind.OFFICE_LOCKED, locked),
                fits("brief.doc", ContentKind.OFFICE_LOCKED, locked),
                other("brief.docx", ContentKind.WORD_97, compound("06090200", 0, "WordDocument")),
                other("brief.doc", ContentKind.OUTLOOK_MESSAGE, compound("0b0d0200", 0, "__nameid_version1.0")),
                other("brief.pdf", ContentKind.WORD_97, compound("06090200", 0, "WordDocument")),
                fits("brief.doc", ContentKind.OFFICE_OLD, compound("00000000", 0, "Iets")),
                other("brief.doc", ContentKind.OFFICE_OPEN, zip("[Content_Types].xml", "word/document.xml")),
                other("lijst.xls", ContentKind.OFFICE_OPEN, zip("xl/workbook.xml")),
                other("brief.docx", ContentKind.OPEN_DOCUMENT, zip("mimetype", "content.xml")),
                fits("brief.odt", ContentKind.OPEN_DOCUMENT, zip("META-INF/manifest.xml", "content.xml")),
                other("brief.docx", ContentKind.ZIP, zip("brief.txt")),
                other("lijst.xlsx", ContentKind.OFFICE_MACROS, zip("[Content_Types].xml", "xl/vbaProject.bin")),
                other("brief.doc", ContentKind.WORDPERFECT, joined(hex("ff575043 10000000 010a"), new byte[40])),
                other("brief.doc", ContentKind.WORD_BEFORE_97, joined(hex("dba52d00"), new byte[60])),
                fits("lijst.xls", ContentKind.EXCEL_BEFORE_97, joined(hex("09040600 0000 1000"), new byte[60])),
                other("lijst.xls", ContentKind.LOTUS, joined(hex("00000200 0604 0600"), new byte[60])),
                other("brief.docx", ContentKind.IWORK, zip("Index/Document.iwa", "Metadata/Properties.plist")));
    }

    static Stream<Arguments> packed() {
        var parts = joined(bytes("PK\u0007\u0008"), zip("een.txt"));
        return Stream.of(
                fits("a.zip", ContentKind.ZIP, parts),
                fits("a.zip", ContentKind.ZIP, joined(bytes("PK00"), zip("een.txt"))),
                fits("a.zip", ContentKind.ZIP, joined(new byte[512], zip("een.txt"))),
                fits("a.zip", ContentKind.OFFICE_OPEN, zip("[Content_Types].xml")),
                fits("a.zip", ContentKind.JAVA_ARCHIVE, zip("META-INF/MANIFEST.MF", "A.class")),
                other("a.tgz", ContentKind.TAR,
                        joined(bytes("brief.txt"), new byte[248], bytes("ustar\00000"), new byte[247])),
                other("a.lzma", ContentKind.XZ, hex("fd377a585a000004e6d6b446")),
                other("a.zip", ContentKind.RAR, hex("526172211a0701003392b5e5")),
                other("a.gz", ContentKind.ZIP, zip("een.txt")),
                other("a.7z", ContentKind.PLAIN_TEXT, bytes(LETTER)),
                fits("a.z", ContentKind.COMPRESS, hex("789c1d8fb16dc3400c457b01")),
                fits("a.lzma", ContentKind.LZMA, hex("5d00000001ffffffffffffffff00239948")),
                fits("a.bz2", ContentKind.BZIP, hex("425a6835 314159265359 0011")),
                other("a.cab", ContentKind.GZIP, hex("1f8b0800000000000003")),
                is("a.zip", NameMatch.UNRECOGNISED, ContentKind.UNRECOGNISED, hex("504b0102 1400 0000 0000")),
                is("a.zip", NameMatch.UNRECOGNISED, ContentKind.WEB_PAGE, bytes(PAGE)));
    }

    static Stream<Arguments> programs() {
        var names = Stream.of(
                "brief.pdf", "foto.jpg", "brief.doc", "brief.docx", "lijst.xls", "tekst.txt", "alles.zip", "a.lzma",
                "a.z", "plaat.eps");
        return names.flatMap(name -> Stream.of(
                program(name, ContentKind.WINDOWS_PROGRAM, Made.windowsProgram()),
                program(name, ContentKind.WINDOWS_PROGRAM, joined(bytes("MZ\u0090"), new byte[600])),
                program(name, ContentKind.LINUX_PROGRAM, joined(hex("7f454c46020101"), new byte[60])),
                program(name, ContentKind.MAC_PROGRAM, joined(hex("cffaedfe0c000001"), new byte[60])),
                program(name, ContentKind.MAC_PROGRAM, joined(hex("cafebabe00000002"), new byte[60])),
                program(name, ContentKind.JAVA_PROGRAM, joined(hex("cafebabe00000041"), new byte[60])),
                program(name, ContentKind.WINDOWS_INSTALLER, compound("84100c00", 0, "\u4840\u3f7f")),
                program(name, ContentKind.SHORTCUT,
                        joined(hex("4c0000000114020000000000c000000000000046"), new byte[60])),
                program(name, ContentKind.HELP_FILE, joined(bytes("ITSF\3\0\0\0\u0060\0\0\0"), new byte[90])),
                program(name, ContentKind.ONENOTE, joined(hex("e4525c7b8cd8a74daeb15378d02996d3"), new byte[60])),
                program(name, ContentKind.DISK_IMAGE, Made.disc()),
                program(name, ContentKind.DISK_IMAGE, joined(bytes("vhdxfile"), new byte[90])),
                program(name, ContentKind.DISK_IMAGE, joined(new byte[4096], bytes("conectix"), new byte[504])),
                program(name, ContentKind.OTHER_PROGRAM, joined(bytes("dex\n035\0"), new byte[60]))));
    }

    static Stream<Arguments> scripts() {
        var elsewhere = Stream.of("brief.docx", "lijst.xlsx", "brief.odt", "les.pptx").flatMap(name -> Stream.of(
                program(name, ContentKind.JAVA_ARCHIVE, zip("META-INF/MANIFEST.MF", "nl/A.class")),
                program(name, ContentKind.APP_PACKAGE, zip("AndroidManifest.xml", "classes.dex")),
                program(name, ContentKind.SCRIPT, bytes("#!/bin/bash\nls\n")),
                program(name, ContentKind.SCRIPT, bytes("@echo off\r\nstart calc\r\n")),
                program(name, ContentKind.SCRIPT, bytes("Set shell = CreateObject(\"WScript.Shell\")\r\n")),
                program(name, ContentKind.SCRIPT, bytes("var a = new ActiveXObject('x');\r\n")),
                program(name, ContentKind.SCRIPT, bytes("<job id=\"a\"></job>")),
                program(name, ContentKind.WEB_PROGRAM, bytes("<html><head><hta:application id=a></head></html>")),
                program(name, ContentKind.WEB_PROGRAM, bytes("<?php echo 1; ?>")),
                program(name, ContentKind.SCRIPT, bytes("[InternetShortcut]\r\nURL=http://x.example\r\n")),
                program(name, ContentKind.SCRIPT, bytes("Windows Registry Editor Version 5.00\r\n"))));
        return Stream.concat(elsewhere, Stream.of(
                program("lijst.xls", ContentKind.SYLK, bytes("ID;PSCALC3\r\nB;Y1;X1\r\n")),
                program("lijst.xls", ContentKind.SYLK, bytes("ID;Naam;Leeftijd\r\n")),
                fits("lijst.txt", ContentKind.PLAIN_TEXT, bytes("ID;Naam;Leeftijd\r\n")),
                program("a.zip", ContentKind.OTHER_PROGRAM, joined(bytes("#!/bin/sh\nexec\n"), zip("een.txt"))),
                is("x.pdf", NameMatch.UNRECOGNISED, ContentKind.WEB_PAGE,
                        joined(bytes("<html><script>1</script>\n"), PDF))));
    }

    static Stream<Arguments> unknown() {
        var owner = new byte[162];
        System.arraycopy(bytes("\u0006Visser"), 0, owner, 0, 7);
        Arrays.fill(owner, 7, 54, (byte) ' ');
        owner[54] = 6;
        return Stream.of(
                is("~$rief.docx", NameMatch.UNRECOGNISED, ContentKind.LOCK_FILE, owner),
                is("x.docx", NameMatch.UNRECOGNISED, ContentKind.UNRECOGNISED, hex("9912fe830001ff02")),
                is("x.jpg", NameMatch.UNRECOGNISED, ContentKind.UNRECOGNISED, new byte[5000]),
                is("x.exe", NameMatch.UNRECOGNISED, ContentKind.UNRECOGNISED, PDF));
    }

    /** Content beyond the first bytes is known once everything was read, and counts then. */
    @Test
    void contentFurtherInCountsAtTheEnd() {
        var installer = compound("84100c00", 400, "\u4840\u3f7f");
        var head = Arrays.copyOf(installer, 65536);
        var span = CompoundFile.directoryAt(head).orElseThrow();
        var directory = Arrays.copyOfRange(installer, (int) span.start(), (int) span.start() + span.length());

        assertThat(check.look("brief.doc", DocumentSample.of(head, installer.length)).kind())
                .isEqualTo(ContentKind.OFFICE_OLD);
        assertThat(check.look("brief.doc", new DocumentSample(head, installer.length, directory, new byte[0])))
                .isEqualTo(new ContentJudgement(NameMatch.PROGRAM, ContentKind.WINDOWS_INSTALLER));

        var jar = zip("foto.jpg", "META-INF/MANIFEST.MF", "nl/A.class");
        assertThat(check.look("brief.docx", new DocumentSample(Arrays.copyOf(jar, 60), 200_000, new byte[0], jar))
                .standing()).isEqualTo(NameMatch.PROGRAM);
    }
}
