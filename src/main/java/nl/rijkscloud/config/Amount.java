package nl.rijkscloud.config;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One number and one unit, as operators write durations and sizes: {@code 12h}, {@code 8MiB}. */
final class Amount {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,15}) ?([A-Za-z]{1,3})");
    private static final Map<String, Long> SECONDS =
            Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L, "y", 31_536_000L);
    private static final Map<String, Long> BYTES = Map.of(
            "B", 1L, "kB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L,
            "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    private Amount() {}

    static Optional<Duration> duration(String text) {
        return product(text, SECONDS).map(Duration::ofSeconds);
    }

    /** Bytes. */
    static Optional<Long> size(String text) {
        return product(text, BYTES);
    }

    /** Also empty when it does not fit in a long, because then it is outside every range. */
    private static Optional<Long> product(String text, Map<String, Long> units) {
        var matcher = SHAPE.matcher(text);
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        var product = new BigInteger(matcher.group(1)).multiply(BigInteger.valueOf(units.get(matcher.group(2))));
        return product.bitLength() < Long.SIZE ? Optional.of(product.longValue()) : Optional.empty();
    }
}
