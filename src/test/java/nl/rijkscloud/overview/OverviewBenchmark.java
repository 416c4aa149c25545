package nl.rijkscloud.overview;

import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.transfer.Transfer;

/**
 * What a page of the overview costs with a thousand and with a million transfers, for every kind of filter, as a ratio. Run it by hand; it takes some
 * minutes and 3 GB, most of it for making the million:
 *
 * <pre>mvn -q test-compile exec:exec@overview-benchmark [-Doverview.plan=true]</pre>
 */
final class OverviewBenchmark {
    private static final int PAGE = 25;
    private static final int ROUNDS = 200;
    private static final int WARM_UP = 20;
    private static final Pattern SHARED = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");
    private static final UUID OWNER = new UUID(1, 1);
    private static final Viewer VIEWER = new Viewer(OWNER, "s.bakker@igj.nl", List.of("meldpunt@igj.nl", "toezicht@igj.nl"), true, true, Optional.empty());

    private OverviewBenchmark() {}

    public static void main(String... arguments) {
        var few = new Filled(1_000);
        var many = new Filled(1_000_000);
        System.out.printf("%-36s %11s %11s %6s %13s %13s%n", "page of " + PAGE, "1e3 (us)", "1e6 (us)", "ratio", "1e3 (blocks)", "1e6 (blocks)");
        filters(many).forEach((name, asked) -> {
            var times = medians(asked, few, many);
            System.out.printf("%-36s %11.0f %11.0f %6.2f %13d %13d%n", name, times[0], times[1], times[1] / times[0], few.blocks(asked), many.blocks(asked));
        });
        if (Boolean.getBoolean("overview.plan")) {
            System.out.println(String.join("\n", many.explained(filters(many).values().iterator().next())));
        }
        few.close();
        many.close();
    }

    private static Map<String, Asked> filters(Filled filled) {
        var filters = new LinkedHashMap<String, Asked>();
        for (var view : Filter.View.values()) {
            var all = new Filter(view, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
            filters.put(view + ", newest", new Asked(all, Optional.empty()));
            filters.put(view + ", page in the middle", new Asked(all, Optional.of(filled.middle())));
            filters.put(view + ", one kind", new Asked(with(all, Transfer.Kind.SENT, null, null), Optional.empty()));
            filters.put(view + ", a rare state", new Asked(with(all, null, Transfer.State.REFUSED, null), Optional.empty()));
            filters.put(view + ", a state that none has", new Asked(with(all, null, Transfer.State.WITHDRAWN, null), Optional.empty()));
            filters.put(view + ", party", new Asked(with(all, null, null, "p7@zorg7.example"), Optional.empty()));
            filters.put(view + ", domain", new Asked(with(all, null, null, "@zorg7.example"), Optional.empty()));
            filters.put(view + ", domain and rare state", new Asked(with(all, null, Transfer.State.REFUSED, "@zorg7.example"), Optional.empty()));
            filters.put(view + ", unknown party", new Asked(with(all, null, null, "niemand@example.org"), Optional.empty()));
            filters.put(view + ", period", new Asked(new Filter(
                    view, Optional.empty(), Optional.empty(), Optional.of(Instant.parse("2025-03-01T00:00:00Z")),
                    Optional.of(Instant.parse("2025-04-01T00:00:00Z")), Optional.empty(), false), Optional.empty()));
            filters.put(view + ", outstanding", new Asked(new Filter(
                    view, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true), Optional.empty()));
        }
        return filters;
    }

    private static Filter with(Filter all, Transfer.Kind kind, Transfer.State state, String party) {
        return new Filter(
                all.view(), Optional.ofNullable(kind), Optional.ofNullable(state), all.from(), all.to(), Optional.ofNullable(party), false);
    }

    /** Microseconds, of the one and the other in turn, so that what else the machine does meets both. */
    private static double[] medians(Asked asked, Filled... filled) {
        var times = new long[filled.length][ROUNDS];
        for (var round = -WARM_UP; round < ROUNDS; round++) {
            for (var one = 0; one < filled.length; one++) {
                times[one][Math.max(round, 0)] = filled[one].nanos(asked);
            }
        }
        return Arrays.stream(times).mapToDouble(all -> Arrays.stream(all).sorted().skip(ROUNDS / 2).findFirst().orElseThrow() / 1000.0).toArray();
    }

    private record Asked(Filter filter, Optional<Cursor> after) {}

    /** A database with so many transfers, spread over two years, kinds, states, owners, departments and a hundred organisations. */
    private static final class Filled {
        /** One each: the pool is shared by all that runs on one, and would be that of the first database. */
        private final Vertx vertx = Vertx.vertx();
        private final Config.Database config = TestDatabase.fresh();
        private final Database database;
        private final Listings listings;

        Filled(int transfers) {
            TestDatabase.sql(config, """
                    alter table transfer disable trigger user;
                    alter table recipient disable trigger user;
                    insert into staff (id, email, name, created_at) values ('%s', 's.bakker@igj.nl', 'S', now());
                    insert into transfer (id, kind, state, language, sender_name, sender_email, contact_name, contact_email, owner_id,
                        created_at, expires_at)
                    select gen_random_uuid(), k.kind,
                        case when n %% 1000 = 0 then 'refused' when n %% 3 = 0 then 'open' when n %% 3 = 1 then 'delivered' else 'destroyed' end,
                        'nl', 'Partij', case k.kind when 'sent' then 's.bakker@igj.nl' else 'p' || n %% 100 || '@zorg' || n %% 100 || '.example' end,
                        'Meldpunt', 'Meldpunt@igj.nl', case k.kind when 'submitted' then null else '%s'::uuid end,
                        timestamptz '2024-01-01' + n * (interval '730 days' / %d), now()
                    from generate_series(1, %d) n, lateral (
                        select (array['submitted', 'requested', 'sent'])[1 + (n / 7) %% 3] as kind) k;
                    insert into recipient (id, transfer_id, position, name, email, mobile)
                    select gen_random_uuid(), id, 0, 'Meldpunt',
                        case kind when 'sent' then 'ontvanger@zorg7.example' else 'Meldpunt@igj.nl' end,
                        case kind when 'sent' then '+31612345678' end from transfer;
                    alter table transfer enable trigger user;
                    alter table recipient enable trigger user;
                    insert into listing (transfer_id, viewer, party, kind, state, created_at)
                    select transfer_id, viewer, party, kind, state, created_at from listed;
                    analyze""".formatted(OWNER, OWNER, transfers, transfers));
            database = Database.open(vertx, config);
            listings = new Listings(database, InstantSource.system());
        }

        long nanos(Asked asked) {
            var start = System.nanoTime();
            listings.page(VIEWER, asked.filter(), asked.after(), PAGE).await();
            return System.nanoTime() - start;
        }

        Cursor middle() {
            return new Cursor(Instant.parse("2025-01-01T00:00:00Z"), new UUID(0, 0));
        }

        /** Pages of the database that were touched, cached or not: the same on an idle machine and a busy one. */
        long blocks(Asked asked) {
            return explained(asked).stream().map(SHARED::matcher).filter(Matcher::find).findFirst().map(found ->
                    Long.parseLong(found.group(1)) + (found.group(2) == null ? 0 : Long.parseLong(found.group(2)))).orElse(0L);
        }

        List<String> explained(Asked asked) {
            var filter = asked.filter();
            var before = asked.after().map(Cursor::createdAt).or(filter::to).orElse(Instant.parse("9999-01-01T00:00:00Z"));
            var literal = ListingStore.PAGE
                    .replace("$1", array(Listings.viewers(VIEWER, filter.view()))).replace("$2", array(filter.kinds()))
                    .replace("$3", array(filter.states())).replace("$4", "'" + filter.party().orElse("") + "'")
                    .replace("$5", "timestamptz '" + filter.from().orElse(Instant.parse("2000-01-01T00:00:00Z")) + "'")
                    .replace("$6", "timestamptz '" + before + "'").replace("$7", "'00000000-0000-0000-0000-000000000000'::uuid")
                    .replace("$8", Integer.toString(PAGE + 1));
            return database.run("explain (analyze, buffers, costs off, timing off) " + literal)
                    .map(rows -> Rows.all(rows, row -> row.getString(0))).await();
        }

        private static String array(List<String> words) {
            return "array['" + String.join("','", words) + "']";
        }

        void close() {
            database.close().await();
            vertx.close().await();
        }
    }
}
