package nl.rijkscloud.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of a list, as Dutch spreadsheet programs save it. */
final class CsvTextTest {
    private static final String LIST = "naam;e-mail\r\nZo\u00eb;zoe@zorg.example\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16LE"})
    void charsetWithoutAByteOrderMarkIsDetected(String charset) {
        assertThat(CsvText.decode(LIST.getBytes(Charset.forName(charset)))).isEqualTo(LIST);
    }

    @Test
    void byteOrderMarkIsUsedAndRemoved() {
        assertThat(CsvText.decode(("\uFEFF" + LIST).getBytes(StandardCharsets.UTF_16LE))).isEqualTo(LIST);
        assertThat(CsvText.decode(("\uFEFF" + LIST).getBytes(StandardCharsets.UTF_16BE))).isEqualTo(LIST);
    }

    @Test
    void onlyWronglyDecodedUtf8IsRepaired() {
        assertThat(CsvText.mended("Zo\u00c3\u00ab")).isEqualTo("Zo\u00eb");
        assertThat(CsvText.mended("\u00c2ngela S\u00c3o")).isEqualTo("\u00c2ngela S\u00c3o");
    }
}
