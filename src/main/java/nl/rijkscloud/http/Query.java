package nl.rijkscloud.http;

import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the parameters in the query of an address. Each method fails with {@code INVALID} and the parameter's name for
 * a value that it cannot read; an empty value counts as absent.
 */
public final class Query {
    /** The longest value in characters, longer than any valid one. */
    private static final int MOST = 300;

    /** Java reads years that PostgreSQL cannot store. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Query() {}

    public static Optional<String> text(RoutingContext ctx, String name) {
        return read(ctx, name, Function.identity());
    }

    public static <E extends Enum<E>> Optional<E> word(RoutingContext ctx, String name, Class<E> words) {
        return read(ctx, name, text -> Enum.valueOf(words, text.toUpperCase(Locale.ROOT)));
    }

    public static Optional<Instant> moment(RoutingContext ctx, String name) {
        return read(ctx, name, Query::parseMoment);
    }

    /**
     * Reads ISO 8601 in UTC. Throws {@link DateTimeException} for anything else, and for a year before 1 or after 9999.
     */
    public static Instant parseMoment(String text) {
        var moment = Instant.parse(text);
        if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
            throw new DateTimeException("out of range");
        }
        return moment;
    }

    public static boolean flag(RoutingContext ctx, String name) {
        return text(ctx, name).filter("true"::equals).isPresent();
    }

    public static int number(RoutingContext ctx, String name, int usual, int most) {
        var number = read(ctx, name, Integer::valueOf).orElse(usual);
        if (number < 1 || number > most) {
            throw Json.invalid(name, "invalid");
        }
        return number;
    }

    public static <T> Optional<T> read(RoutingContext ctx, String name, Function<String, T> reader) {
        try {
            return ctx.queryParam(name).stream().findFirst().map(String::strip).filter(text -> !text.isEmpty())
                    .map(text -> {
                if (text.length() > MOST || text.indexOf('\0') >= 0) {
                    throw Json.invalid(name, "invalid");
                }
                return reader.apply(text);
            });
        } catch (IllegalArgumentException | DateTimeException senseless) {
            throw Json.invalid(name, "invalid");
        }
    }
}
