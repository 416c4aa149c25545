package nl.rijkscloud.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields that requests add to those of SubmissionTest. */
final class FormFieldsTest {
    private final FormFields fields = new FormFields();

    @Test
    void proseKeepsItsLinesAndMayNameAWebAddress() {
        assertThat(fields.prose(json(" Zie www.igj.nl:\r\n- a\r- b\n\n\tc \uD83D\uDE42 "), "x", 100))
                .isEqualTo("Zie www.igj.nl:\n- a\n- b\n\n\tc \uD83D\uDE42");
        assertThat(fields.mistakes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u001Bb", "a\u0007"})
    void proseHoldsNoOtherControlCharacters(String text) {
        fields.prose(json(text), "x", 100);

        assertThat(fields.mistakes()).extracting(mistake -> mistake.getString("code")).containsExactly("invalid");
    }

    @Test
    void aLineIsOneLine() {
        assertThat(fields.line(json(" 2026/114 (www.igj.nl) "), "x", 100)).contains("2026/114 (www.igj.nl)");
        assertThat(fields.mistakes()).isEmpty();

        assertThat(fields.line(json("a\tb"), "x", 100)).contains("a b");
        fields.line(json("a\nb"), "x", 100);
        fields.line(json("a\u0007b"), "x", 100);
        assertThat(fields.mistakes()).hasSize(2);
    }

    private static JsonObject json(String value) {
        return new JsonObject().put("x", value);
    }
}
