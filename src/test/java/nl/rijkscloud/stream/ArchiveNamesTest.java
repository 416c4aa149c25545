package nl.rijkscloud.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArchiveNamesTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', value = {
        "../../etc/passwd, _.._etc_passwd",
        "/etc/passwd, _etc_passwd",
        "..\\..\\boot.ini, _.._boot.ini",
        "C:\\a.txt, C__a.txt",
        "a\u0000b.pdf, a_b.pdf",
        "a\u001b[31mb.pdf, a_[31mb.pdf",
        "\u202egpj.exe, _gpj.exe",
        "^ .. ^, document",
        "^^, document",
        "..., document",
        ".htaccess, .htaccess",
        ".pdf, .pdf",
        "a\u061cb\u200e.pdf, a_b_.pdf",
        "a. , a",
        "CON, _CON",
        "nul.txt, _nul.txt",
        "a\"b'c;d.pdf, a_b'c;d.pdf",
        "\ud800.pdf, _.pdf",
    })
    void nameStaysInItsFolderAndIsVisible(String name, String fit) {
        assertThat(ArchiveNames.fit(name)).isEqualTo(fit);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "brief.pdf", "Brief van 12 november (concept).docx", "\ud83d\udc69\u200d\u2695\ufe0f.png",
        "\u0639\u0631\u0628\u064a.pdf", "a.tar.gz", "100%.pdf",
        "console.txt", ".verborgen.pdf", "\u0645\u06cc\u200c\u0634\u0648\u062f.pdf",
    })
    void anOrdinaryNameStaysAsItIs(String name) {
        assertThat(ArchiveNames.fit(name)).isEqualTo(name);
    }

    @Test
    void repeatedNameGetsAFreeNumber() {
        var names = new ArchiveNames();

        assertThat(names.unique("a.pdf")).isEqualTo("a.pdf");
        assertThat(names.unique("a (2).pdf")).isEqualTo("a (2).pdf");
        assertThat(names.unique("a.pdf")).isEqualTo("a (3).pdf");
        assertThat(names.unique("A.pdf")).isEqualTo("A (4).pdf");
        assertThat(names.unique("lijst")).isEqualTo("lijst");
        assertThat(names.unique("lijst")).isEqualTo("lijst (2)");
    }

    /** With all numbers tried for each name this takes minutes. */
    @Test
    @Timeout(30)
    void thousandsOfEqualNamesTakeOneTryEach() {
        var names = new ArchiveNames();
        var last = "";
        for (var count = 0; count < 20_000; count++) {
            last = names.unique("image.jpg");
        }
        assertThat(last).isEqualTo("image (20000).jpg");
    }

    @Test
    void composedAndDecomposedNamesAreEqual() {
        var names = new ArchiveNames();
        names.unique("\u00e9.pdf");

        assertThat(names.unique("e\u0301.pdf")).isEqualTo("e\u0301 (2).pdf");
    }

    @Test
    void graphemeIsNotCutInTwo() {
        var family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
        var cut = ArchiveNames.fit("x" + family.repeat(12) + ".pdf");

        assertThat(cut).isEqualTo("x" + family.repeat(10) + ".pdf");
    }

    @Test
    void aLongNameKeepsItsExtensionAndItsNumber() {
        var names = new ArchiveNames();
        var longName = "\ud83d\ude80".repeat(100) + ".pdf";
        names.unique(longName);

        var second = names.unique(longName);

        assertThat(second).endsWith("\ud83d\ude80 (2).pdf");
        assertThat(second.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(ArchiveNames.MAX_BYTES);
    }
}
