package nl.rijkscloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContentDispositionTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "brief.pdf|filename=\"brief.pdf\"; filename*=UTF-8''brief.pdf",
        "een brief; (2).pdf|filename=\"een brief; (2).pdf\"; filename*=UTF-8''een%20brief%3B%20%282%29.pdf",
        "a\"b\\c.pdf|filename=\"a_b_c.pdf\"; filename*=UTF-8''a%22b%5Cc.pdf",
        "\u20ac.pdf|filename=\"_.pdf\"; filename*=UTF-8''%E2%82%AC.pdf",
        "\ud83d\ude80.zip|filename=\"_.zip\"; filename*=UTF-8''%F0%9F%9A%80.zip",
        "100%41.pdf|filename=\"100_41.pdf\"; filename*=UTF-8''100%2541.pdf",
        "a\u0007b.pdf|filename=\"a_b.pdf\"; filename*=UTF-8''a%07b.pdf",
    })
    void everyNameIsEncodedExactlyAndSafely(String name, String parameters) {
        assertThat(ContentDisposition.attachment(name)).isEqualTo("attachment; " + parameters);
    }

    @ParameterizedTest
    @CsvSource({"'a\r\nSet-Cookie: b'"})
    void noNameEndsTheHeader(String name) {
        assertThat(ContentDisposition.attachment(name)).doesNotContain("\r", "\n").endsWith("a%0D%0ASet-Cookie%3A%20b");
    }
}
