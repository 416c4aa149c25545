package nl.rijkscloud.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.PurposeKey;
import org.junit.jupiter.api.Test;

final class CodeGeneratorTest {
    @Test
    void codeFromBeforeAChangeOfTheKeyStillWorks() {
        var keys = TestPurposeKeys.of(new byte[32]);
        var random = new SecureRandom();
        var generator = new CodeGenerator(keys, random);
        var before = generator.next();
        keys.add(PurposeKey.random(KeyPurpose.CODE, 2, random));
        keys.use(KeyPurpose.CODE, 2);
        var after = generator.next();

        assertThat(generator.matches(before.id(), before.hash(), before.code())).isTrue();
        assertThat(generator.matches(after.id(), after.hash(), after.code())).isTrue();
        assertThat(generator.matches(before.id(), after.hash(), after.code())).isFalse();
    }
}
