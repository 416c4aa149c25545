package nl.rijkscloud.transfer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number by which people speak of a transfer, on the phone for example: eight signs, shown as "K7QM-3XRT". It opens
 * nothing. The database draws it (see migration V94): seven random signs of Crockford's alphabet, which lacks I, L, O
 * and U, and a check sign. The check is a code over GF(32) in which each place has a weight of its own, so it finds
 * every single wrong sign and every two signs that changed places.
 */
public record TransferNumber(String signs) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;
    /** x^5 + x^2 + 1, by which 2 generates all elements of GF(32) but zero. */
    private static final int POLYNOMIAL = 0b100101;
    private static final int OVERFLOW = 0b100000;
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}\\p{Pd}\\p{Cf}\\u2212.]");

    public TransferNumber {
        if (!isWhole(signs)) {
            throw new IllegalArgumentException("not the number of a transfer");
        }
    }

    /**
     * Reads a number as people type it: in lower case, with spaces or dashes, with O for 0 and with I or L for 1.
     * Returns empty for anything else, and if the check sign says that there is a mistake in it.
     */
    public static Optional<TransferNumber> typed(String text) {
        if (text.length() > 4 * LENGTH) {
            return Optional.empty();
        }
        var signs = BETWEEN.matcher(text).replaceAll("").toUpperCase(Locale.ROOT)
                .replace('O', '0').replace('I', '1').replace('L', '1');
        return isWhole(signs) ? Optional.of(new TransferNumber(signs)) : Optional.empty();
    }

    /** The number as it is shown: two groups of four signs. */
    public String shown() {
        return signs.substring(0, LENGTH / 2) + "-" + signs.substring(LENGTH / 2);
    }

    private static boolean isWhole(String signs) {
        return signs.length() == LENGTH && signs.chars().allMatch(sign -> ALPHABET.indexOf(sign) >= 0)
                && remainder(signs) == 0;
    }

    private static int remainder(String signs) {
        return signs.chars().map(ALPHABET::indexOf).reduce(0, (sum, sign) -> doubled(sum) ^ sign);
    }

    private static int doubled(int element) {
        var twice = element << 1;
        return (twice & OVERFLOW) == 0 ? twice : twice ^ POLYNOMIAL;
    }
}
