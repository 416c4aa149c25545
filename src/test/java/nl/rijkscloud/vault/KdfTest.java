package nl.rijkscloud.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our HKDF is the JDK's, byte for byte: every key that lies sealed was once derived by that one. */
final class KdfTest {
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            secret, salt, length
            1,      0,    1
            32,     0,    16
            32,     16,   32
            64,     32,   32
            64,     48,   33
            200,    64,   64
            32,     65,   500
            32,     300,  8160
            """)
    void derivesWhatTheJdkDerives(int secret, int salt, int length) throws Exception {
        var random = new SecureRandom();
        var key = new byte[secret];
        var salted = new byte[salt];
        random.nextBytes(key);
        random.nextBytes(salted);

        var theirs = KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.ofExtract().addIKM(key).addSalt(salted)
                .thenExpand("rijkscloud/1/session".getBytes(StandardCharsets.UTF_8), length));

        assertThat(Kdf.derive(key, salted, "session", length)).isEqualTo(theirs);
    }
}
