package nl.rijkscloud.oversight;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.transfer.Transfer;

/**
 * Measures the cost of a page of the overview with a thousand and with a million transfers, for every kind of filter,
 * as a ratio. Run it by hand; it takes some minutes and 3 GB, most of it for making the million:
 *
 * <pre>mvn -q test-compile exec:exec@overview-benchmark [-Doverview.plan=true]</pre>
 */
final class OverviewBenchmark {
    private static final int ROUNDS = 200;
    private static final int WARM_UP = 20;

    private OverviewBenchmark() {}

    public static void main(String... arguments) {
        var few = new FilledOverview(1_000);
        var many = new FilledOverview(1_000_000);
        System.out.printf("%-36s %11s %11s %6s %13s %13s%n", "page of " + FilledOverview.PAGE, "1e3 (us)", "1e6 (us)",
                "ratio", "1e3 (blocks)", "1e6 (blocks)");
        filters(many).forEach((name, asked) -> {
            var times = medians(asked, few, many);
            System.out.printf("%-36s %11.0f %11.0f %6.2f %13s %13s%n", name, times[0], times[1], times[1] / times[0],
                    blocks(few, asked), blocks(many, asked));
        });
        if (Boolean.getBoolean("overview.plan")) {
            System.out.println(String.join("\n", many.explained(filters(many).values().iterator().next())));
        }
        few.close();
        many.close();
    }

    private static Map<String, Asked> filters(FilledOverview filled) {
        var filters = new LinkedHashMap<String, Asked>();
        for (var view : Filter.View.values()) {
            var all = new Filter(view, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty(), false);
            filters.put(view + ", newest", new Asked(all, Optional.empty()));
            filters.put(view + ", page in the middle", new Asked(all, Optional.of(filled.middle())));
            filters.put(view + ", one kind", new Asked(with(all, Transfer.Kind.SENT, null, null), Optional.empty()));
            filters.put(view + ", a rare state",
                    new Asked(with(all, null, Transfer.State.REFUSED, null), Optional.empty()));
            filters.put(view + ", a state that none has",
                    new Asked(with(all, null, Transfer.State.WITHDRAWN, null), Optional.empty()));
            filters.put(view + ", party", new Asked(with(all, null, null, "p7@zorg7.example"), Optional.empty()));
            filters.put(view + ", domain", new Asked(with(all, null, null, "@zorg7.example"), Optional.empty()));
            filters.put(view + ", domain and rare state",
                    new Asked(with(all, null, Transfer.State.REFUSED, "@zorg7.example"), Optional.empty()));
            filters.put(view + ", unknown party",
                    new Asked(with(all, null, null, "niemand@example.org"), Optional.empty()));
            filters.put(view + ", period", new Asked(new Filter(
                    view, Optional.empty(), Optional.empty(), Optional.of(Instant.parse("2025-03-01T00:00:00Z")),
                    Optional.of(Instant.parse("2025-04-01T00:00:00Z")), Optional.empty(), false), Optional.empty()));
            filters.put(view + ", a word that 30 % have", Asked.of(all, words("linde")));
            filters.put(view + ", a word that none has", Asked.of(all, words("nergens")));
            filters.put(view + ", by name", Asked.of(all, sorted(Sort.NAME)));
            filters.put(view + ", by size", Asked.of(all, sorted(Sort.SIZE)));
            filters.put(view + ", outstanding", new Asked(new Filter(
                    view, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    true), Optional.empty()));
        }
        return filters;
    }

    private static Filter with(Filter all, Transfer.Kind kind, Transfer.State state, String party) {
        return new Filter(
                all.view(), Optional.ofNullable(kind), Optional.ofNullable(state), all.from(), all.to(),
                Optional.ofNullable(party), false);
    }

    /** Blocks of a page from the index; for a search only its time is measured. */
    private static String blocks(FilledOverview filled, Asked asked) {
        return asked.question().isEmpty() ? Long.toString(filled.blocks(asked)) : "-";
    }

    static RecentStore.Question words(String typed) {
        return RecentStore.Question.of(Optional.empty(), Optional.of(SearchWords.of(typed)));
    }

    private static RecentStore.Question sorted(Sort sort) {
        return new RecentStore.Question(Optional.empty(), Optional.empty(), Optional.empty(), sort, 0);
    }

    /** Microseconds, measured in turn, so that other load on the machine affects both. */
    private static double[] medians(Asked asked, FilledOverview... filled) {
        var times = new long[filled.length][ROUNDS];
        for (var round = -WARM_UP; round < ROUNDS; round++) {
            for (var one = 0; one < filled.length; one++) {
                times[one][Math.max(round, 0)] = filled[one].nanos(asked);
            }
        }
        return Arrays.stream(times).mapToDouble(all -> Arrays.stream(all).sorted().skip(ROUNDS / 2).findFirst()
                .orElseThrow() / 1000.0).toArray();
    }

    record Asked(Filter filter, RecentStore.Question question, Optional<Cursor> after) {
        Asked(Filter filter, Optional<Cursor> after) {
            this(filter, RecentStore.Question.NONE, after);
        }

        static Asked of(Filter filter, RecentStore.Question question) {
            return new Asked(filter, question, Optional.empty());
        }
    }
}
