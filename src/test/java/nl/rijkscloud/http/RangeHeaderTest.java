package nl.rijkscloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.rijkscloud.http.RangeHeader.RequestedRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RangeHeaderTest {
    private static final long LENGTH = 1000;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-999, 0, 1000",
        "bytes=0-, 0, 1000",
        "bytes=999-, 999, 1000",
        "bytes=10-19, 10, 20",
        "bytes=10-5000, 10, 1000",
        "bytes=10-99999999999999999999999, 10, 1000",
        "bytes=-1, 999, 1000",
        "bytes=-1000, 0, 1000",
        "bytes=-99999999999999999999999, 0, 1000",
        "BYTES=1-2, 1, 3",
        "'bytes= 1-2 ', 1, 3",
    })
    void oneRangeIsAPart(String header, long start, long end) {
        assertThat(parse(header)).isEqualTo(new RequestedRange.Part(new ByteRange(start, end)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "bytes=0-1,5-6", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=1", "lines=1-2", "bytes 1-2", "",
        "bytes=+1-2", "bytes=1--2",
        "bytes=1-2-3", "bytes=0x1-2", "bytes=\u0661-\u0662",
    })
    void anythingButASingleRangeIsIgnored(String header) {
        assertThat(parse(header)).isEqualTo(new RequestedRange.Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=99999999999999999999999-", "bytes=-0"})
    void rangeBeyondTheEndIsUnsatisfiable(String header) {
        assertThat(parse(header)).isEqualTo(new RequestedRange.Unsatisfiable());
    }

    @Test
    void missingOrRepeatedHeaderMeansTheWholeDocument() {
        assertThat(RangeHeader.parse(List.of(), LENGTH)).isEqualTo(new RequestedRange.Whole());
        assertThat(RangeHeader.parse(List.of("bytes=0-1", "bytes=5-6"), LENGTH)).isEqualTo(new RequestedRange.Whole());
    }

    @Test
    void emptyDocumentHasNoRanges() {
        assertThat(RangeHeader.parse(List.of("bytes=-5"), 0)).isEqualTo(new RequestedRange.Whole());
        assertThat(RangeHeader.parse(List.of("bytes=0-"), 0)).isEqualTo(new RequestedRange.Unsatisfiable());
    }

    private static RequestedRange parse(String header) {
        return RangeHeader.parse(List.of(header), LENGTH);
    }
}
