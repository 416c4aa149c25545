package nl.rijkscloud.statistics;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The figures of a month or a department.
 *
 * @param counts each pair of {@code what} and {@code band} may occur more than once
 */
record Figures(List<Count> counts) {
    /** Fewer transfers than this may tell how one person works. */
    static final int FEW = 5;

    private static final List<String> REQUESTS = List.of("asked", "answered", "unanswered", "cancelled");
    private static final List<String> SIZES = List.of("small", "medium", "large", "huge");
    private static final List<String> TIMES = List.of("hour", "day", "three-days", "week", "later");

    /**
     * @param what the kind of fact
     * @param band a size or a time to the first download; else empty
     */
    record Count(String what, String band, long number, long documents, long bytes) {}

    long delivered() {
        return number("delivered");
    }

    boolean isOfFewDeliveries() {
        return isFew(Math.max(delivered(), number("refused")));
    }

    /**
     * @param hideFew writes null for the requests if they are fewer than {@link #FEW}, and for everything about
     *     deliveries if these are
     */
    JsonObject toJson(boolean hideFew) {
        var noRequests = hideFew && isFew(REQUESTS.stream().mapToLong(this::number).max().orElse(0));
        var noDeliveries = hideFew && isOfFewDeliveries();
        var json = new JsonObject();
        for (var what : REQUESTS) {
            put(json, what, number(what), noRequests);
        }
        for (var what : List.of("delivered", "refused", "expired", "withdrawn")) {
            put(json, what, number(what), noDeliveries);
        }
        put(json, "waiting",
                delivered() - number("collected") - number("expired") - number("withdrawn"), noDeliveries);
        put(json, "documents", sum(counts, Count::documents), noDeliveries);
        put(json, "bytes", sum(counts, Count::bytes), noDeliveries);
        return json.put("sizes", bands("delivered", SIZES, noDeliveries))
                .put("collected", bands("collected", TIMES, noDeliveries));
    }

    private JsonObject bands(String what, List<String> bands, boolean hidden) {
        var json = new JsonObject();
        for (var band : bands) {
            put(json, band, sum(counts.stream().filter(one -> one.what().equals(what) && one.band().equals(band))
                    .toList(), Count::number), hidden);
        }
        return json;
    }

    private static void put(JsonObject json, String name, long number, boolean hidden) {
        json.put(name, hidden ? null : number);
    }

    private static boolean isFew(long number) {
        return number > 0 && number < FEW;
    }

    private long number(String what) {
        return sum(counts.stream().filter(one -> one.what().equals(what)).toList(), Count::number);
    }

    private static long sum(List<Count> some, ToLongFunction<Count> of) {
        return some.stream().mapToLong(of).sum();
    }
}
