package nl.rijkscloud.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class Argon2idTest {
    private final PasswordHash hash = new Argon2id(new SecureRandom());

    @Test
    void hashNamesItsParametersAndHasItsOwnSalt() {
        var phc = hash.hash("correct horse battery");

        assertThat(phc).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(hash.hash("correct horse battery")).isNotEqualTo(phc);
    }

    @Test
    void onlyTheSamePasswordMatches() {
        var phc = hash.hash("correct horse battery");

        assertThat(hash.matches("correct horse battery", phc)).isTrue();
        assertThat(hash.matches("correct horse batterY", phc)).isFalse();
        assertThat(hash.matches("", phc)).isFalse();
    }

    /** From the tests of the reference implementation (phc-winner-argon2, src/test.c). */
    @Test
    void agreesWithTheReferenceImplementation() {
        var theirs = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

        assertThat(hash.matches("password", theirs)).isTrue();
    }

    @Test
    void composedAndDecomposedAccentsAreEqual() {
        assertThat(hash.matches("caf\u00e9 cr\u00e8me deux", hash.hash("cafe\u0301 cre\u0300me deux"))).isTrue();
    }

    @Test
    void noPasswordMatchesTheDecoyAndItCostsAFullHash() {
        var decoy = hash.decoy();

        assertThat(hash.isOutdated(decoy)).isFalse();
        assertThat(decoy).hasSameSizeAs(hash.hash("correct horse battery"));
        assertThat(hash.matches("correct horse battery", decoy)).isFalse();
    }

    @Test
    void otherParametersAreOutdatedAndStillMatch() {
        var earlier = new Argon2id(new SecureRandom(), 7 * 1024, 5).hash("correct horse battery");

        assertThat(hash.isOutdated(earlier)).isTrue();
        assertThat(hash.matches("correct horse battery", earlier)).isTrue();
    }
}
