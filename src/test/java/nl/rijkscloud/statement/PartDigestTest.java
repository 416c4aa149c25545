package nl.rijkscloud.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import nl.rijkscloud.testing.Sample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartDigestTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, PartDigest.PART - 1, PartDigest.PART, PartDigest.PART + 1, 2 * PartDigest.PART + 77})
    void digestDependsOnTheBytesAndNotOnHowTheyCome(int length) throws IOException {
        var content = Sample.text(length, 4);
        var digest = new PartDigest();
        for (var at = 0; at < length; at += 65_504) {
            digest.add(ByteBuffer.wrap(content, at, Math.min(65_504, length - at)));
        }

        assertThat(HexFormat.of().formatHex(digest.end())).isEqualTo(byParts(content))
                .isEqualTo(FileDigests.read(new ByteArrayInputStream(content)).parts());
    }

    /** As the browser does it. */
    private static String byParts(byte[] content) {
        var all = PartDigest.sha256();
        for (var at = 0; at < content.length; at += PartDigest.PART) {
            all.update(PartDigest.sha256().digest(
                    Arrays.copyOfRange(content, at, Math.min(content.length, at + PartDigest.PART))));
        }
        return HexFormat.of().formatHex(all.digest());
    }
}
