package nl.rijkscloud.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import nl.rijkscloud.typed.InputResult.InputFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileNameTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "brief.pdf", "Verslag (v2) def.docx", "a;b&c'd`e%2Ff.pdf", "50% af.pdf",
        "\ud83d\udc69\u200d\u2695\ufe0f dienst.pdf", "\u0645\u06cc\u200c\u0634\u0648\u062f.pdf",
        "\u6587.pdf", "a|b*c?.pdf", "a\\b.pdf", ".verborgen.pdf", "bijlage..pdf", "aux.txt", "brief\u202f2.pdf",
        "\u2116 5.pdf",
    })
    void usualNameIsUnchanged(String name) {
        assertThat(FileName.read(name)).isEqualTo(InputResult.good(name));
    }

    @Test
    void invisibleCharactersAndFoldersAreRemoved() {
        assertThat(FileName.read(" \ufeffbrief\u200f.pdf\u00a0")).isEqualTo(InputResult.good("brief.pdf"));
        assertThat(FileName.read("e\u0301\u00ad.pdf")).isEqualTo(InputResult.good("\u00e9.pdf"));
        assertThat(FileName.read("map/brief.pdf")).isEqualTo(InputResult.good("brief.pdf"));
        assertThat(FileName.read("C:\\Mijn map\\brief.pdf")).isEqualTo(InputResult.good("brief.pdf"));
    }

    @Test
    void hidingCharactersAreRefusedByCodePoint() {
        for (var hidden : new int[] {0, '\n', 0x7f, 0x202a, 0x202e, 0x2028, 0x2029, 0x2066, 0x2069}) {
            assertThat(FileName.read("a" + Character.toString(hidden) + "b.pdf"))
                    .isEqualTo(new InputResult.Unfit<>(InputFault.CHARACTER, Optional.of("U+%04X".formatted(hidden))));
        }
    }

    @Test
    void noNameLeavesItsFolder() {
        assertThat(FileName.read("../../etc/passwd.pdf").found()).isEmpty();
        assertThat(FileName.read("..").found()).isEmpty();
        assertThat(FileName.read("a/./b.pdf").found()).isEmpty();
    }

    @Test
    void maximumLengthIsThatOfAFileSystem() {
        assertThat(FileName.read("a".repeat(251) + ".pdf").found()).isPresent();
        assertThat(FileName.read("a".repeat(252) + ".pdf")).isEqualTo(InputResult.unfit(InputFault.TOO_LONG));
        assertThat(FileName.read(" ")).isEqualTo(InputResult.unfit(InputFault.NO_LETTER));
    }
}
