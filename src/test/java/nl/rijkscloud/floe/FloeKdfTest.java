package nl.rijkscloud.floe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class FloeKdfTest {
    private final FloeKdf kdf = new FloeKdf(new byte[] {1, 2}, new byte[] {4, 5}, Sample.CONSCRYPT);
    private final ByteBuffer purpose = ByteBuffer.wrap(new byte[] {3});

    /** For a key as long as the hash, the JDK's own derivation gives the same. */
    @Test
    void isHkdfExpand() throws Exception {
        var key = Sample.plaintext(48);
        var spec = HKDFParameterSpec.expandOnly(new SecretKeySpec(key, "Generic"), new byte[] {1, 2, 3, 4, 5}, 32);
        assertThat(kdf.derive(key, purpose, 32)).isEqualTo(KDF.getInstance("HKDF-SHA384").deriveData(spec));
    }

    @Test
    void refusesOutputLongerThanOneBlock() {
        assertThat(kdf.derive(new byte[32], purpose.duplicate(), 48)).hasSize(48);
        assertThatIllegalArgumentException().isThrownBy(() -> kdf.derive(new byte[32], purpose, 49));
    }
}
