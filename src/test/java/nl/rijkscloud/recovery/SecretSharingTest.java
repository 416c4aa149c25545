package nl.rijkscloud.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The field against its definition, every line over it, and one line by hand. */
final class SecretSharingTest {
    private static final int SIZE = 256;

    /** The product of polynomials, and then the rest of the long division by x^8 + x^4 + x^3 + x + 1. */
    @Test
    void everyProductIsThatOfTheField() {
        for (var a = 0; a < SIZE; a++) {
            for (var b = 0; b < SIZE; b++) {
                var product = 0;
                for (var bit = 0; bit < 8; bit++) {
                    product ^= (b >> bit & 1) == 1 ? a << bit : 0;
                }
                for (var degree = 14; degree >= 8; degree--) {
                    product ^= (product >> degree & 1) == 1 ? 0x11b << degree - 8 : 0;
                }
                assertThat(SecretSharing.multiply(a, b)).isEqualTo(product);
            }
        }
    }

    @Test
    void productsOfFips197() {
        assertThat(SecretSharing.multiply(0x57, 0x83)).isEqualTo(0xc1);
        assertThat(SecretSharing.multiply(0x57, 0x13)).isEqualTo(0xfe);
    }

    @Test
    void everyElementButZeroHasItsInverse() {
        assertThat(IntStream.range(1, SIZE)).allMatch(
                a -> SecretSharing.multiply(a, SecretSharing.inverse(a)) == 1);
    }

    /** The secret 42 and the slope 57: 42 + 57 = 15; 42 + 2*57 = 42 + ae = ec; 42 + 3*57 = 42 + ae + 57 = bb. */
    @Test
    void lineByHand() {
        var shares = SecretSharing.split(new byte[] {0x42}, new byte[] {0x57});

        assertThat(shares).containsExactly(new byte[] {0x15}, new byte[] {(byte) 0xec}, new byte[] {(byte) 0xbb});
        // at 0 the line through (1, 15) and (2, ec) is (2*15 + ec) / 3 = c6 / 3 = 42
        assertThat(SecretSharing.multiply(2, 0x15) ^ 0xec).isEqualTo(0xc6);
        assertThat(SecretSharing.multiply(3, 0x42)).isEqualTo(0xc6);
    }

    @Test
    void anyTwoSharesOfEveryLineJoin() {
        var secrets = new byte[SIZE * SIZE];
        var slopes = new byte[SIZE * SIZE];
        for (var i = 0; i < secrets.length; i++) {
            secrets[i] = (byte) i;
            slopes[i] = (byte) (i / SIZE);
        }
        var shares = SecretSharing.split(secrets, slopes);
        for (var one = 1; one <= 3; one++) {
            for (var other = 1; other <= 3; other++) {
                if (one != other) {
                    assertThat(SecretSharing.join(one, shares.get(one - 1), other, shares.get(other - 1)))
                            .isEqualTo(secrets);
                }
            }
        }
    }

    /** For each value of one share every secret is as likely: exactly one slope leads from the one to the other. */
    @Test
    void oneShareSaysNothing() {
        for (var secret = 0; secret < SIZE; secret++) {
            for (var number = 0; number < 3; number++) {
                var values = new HashSet<Byte>();
                for (var slope = 0; slope < SIZE; slope++) {
                    values.add(SecretSharing.split(new byte[] {(byte) secret}, new byte[] {(byte) slope})
                            .get(number)[0]);
                }
                assertThat(values).hasSize(SIZE);
            }
        }
    }

    @Test
    void sharesDifferEachTime() {
        var secret = new byte[32];

        assertThat(SecretSharing.split(secret, new SecureRandom()).getFirst())
                .isNotEqualTo(SecretSharing.split(secret, new SecureRandom()).getFirst());
    }

    @Test
    void oneShareTwiceDoesNotJoin() {
        assertThatThrownBy(() -> SecretSharing.join(1, new byte[1], 1, new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
