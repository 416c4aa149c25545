package nl.rijkscloud.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The master key wraps the keys of purposes. A new use of it would be one more thing that cannot be rotated. */
final class MasterKeyTest {
    private static final Pattern DERIVED = Pattern.compile("Kdf\\.derive\\([^;]*?\"([^\"]+)\"");

    @Test
    void onlyTheWrappingKeyTheFingerprintAndTheKeysFromBeforeAreDerived() throws Exception {
        var source = Files.readString(Path.of("src/main/java/nl/rijkscloud/vault/MasterKey.java"));

        assertThat(DERIVED.matcher(source).results().map((MatchResult found) -> found.group(1)))
                .containsExactlyInAnyOrder("wrap-purpose-keys", "key-check", "master/");
    }

    @Test
    void onlyTheseMethodsUseTheKey() {
        assertThat(Arrays.stream(MasterKey.class.getDeclaredMethods())
                .filter(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic())
                .map(method -> method.getName()))
                .containsExactlyInAnyOrder("read", "check", "wrap", "unwrap", "adopt", "context");
    }
}
