package nl.rijkscloud.oversight;

import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.testing.TestDatabase;

/**
 * A database with so many transfers, spread over two years, all kinds and states, owners, departments and a hundred
 * organisations.
 */
public final class FilledOverview implements AutoCloseable {
    static final int PAGE = 25;

    private static final Pattern SHARED = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");
    private static final UUID OWNER = new UUID(1, 1);
    private static final Viewer VIEWER = new Viewer(OWNER, "s.bakker@igj.nl",
            List.of("meldpunt@igj.nl", "toezicht@igj.nl"), true, true, Optional.empty());
    static final Filter NEWEST = new Filter(
            Filter.View.MINE, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), false);

    /**
     * Inserts in bulk: indexes are created after the rows, and the rows of {@code listing} come from a join instead of
     * the view {@code listed}, which serves one transfer at a time. FilledOverviewTest compares both.
     */
    private static final String FILL = """
            set session_replication_role = replica;
            set work_mem = '256MB';
            set maintenance_work_mem = '512MB';
            alter table listing drop constraint listing_pkey;
            drop index listing_of_transfer;
            drop index recipient_place;
            insert into staff (id, email, name, created_at) values ('%s', 's.bakker@igj.nl', 'S', now());
            insert into transfer (id, kind, state, language, sender_name, sender_email, sender_organisation,
                contact_name, contact_email, owner_id,
                created_at, confirmed_at, expires_at)
            select gen_random_uuid(), k.kind,
                case when n %% 1000 = 0 then 'refused' when n %% 3 = 0 then 'open' when n %% 3 = 1 then 'delivered'
                    else 'destroyed' end,
                'nl', 'Partij', case k.kind when 'sent' then 's.bakker@igj.nl'
                    else 'p' || n %% 100 || '@zorg' || n %% 100 || '.example' end,
                case when n %% 10 < 3 then 'Verpleeghuis De Linde' end,
                'Meldpunt', 'Meldpunt@igj.nl', case k.kind when 'submitted' then null else '%s'::uuid end,
                timestamptz '2024-01-01' + n * (interval '730 days' / %d), now(), now()
            from generate_series(1, %d) n, lateral (
                select (array['submitted', 'requested', 'sent'])[1 + (n / 7) %% 3] as kind) k;
            insert into recipient (id, transfer_id, position, name, email, outsider, mobile)
            select gen_random_uuid(), id, 0, 'Meldpunt',
                case kind when 'sent' then 'ontvanger@zorg7.example' else 'Meldpunt@igj.nl' end,
                kind = 'sent', case kind when 'sent' then '+31612345678' end from transfer;
            insert into listing (transfer_id, viewer, party, kind, state, created_at)
            select t.id, v.viewer, p.party, t.kind, t.state, t.created_at
            from transfer t
            join recipient r on r.transfer_id = t.id
            cross join lateral (select lower(case t.kind when 'sent' then r.email else t.sender_email end) as email) o
            cross join lateral (values ('*'), (t.owner_id::text), (case
                when not r.outsider then lower(r.email) end)) v (viewer)
            cross join lateral (values (''), (o.email), (substring(o.email from '@[^@]*$'))) p (party)
            where v.viewer is not null;
            alter table listing add primary key (viewer, party, kind, state, created_at, transfer_id);
            create index listing_of_transfer on listing (transfer_id);
            create unique index recipient_place on recipient (transfer_id, position) where replaced_at is null;
            analyze""";

    /** One Vertx for each database: all verticles of a Vertx share a pool, which would be the first database's. */
    private final Vertx vertx = Vertx.vertx();
    private final Config.Database config = TestDatabase.durable();
    private final Database database;
    private final Listings listings;

    public FilledOverview(int transfers) {
        TestDatabase.sql(config, FILL.formatted(OWNER, OWNER, transfers, transfers));
        database = Database.open(vertx, config);
        listings = new Listings(database, InstantSource.system());
    }

    Config.Database config() {
        return config;
    }

    /** The time of the first page that staff see, with everything that is theirs. */
    public long newestNanos() {
        return nanos(OverviewBenchmark.Asked.of(NEWEST, RecentStore.Question.NONE));
    }

    /** The time of the first page with a word that 30 % of the transfers have. */
    public long wordNanos() {
        return nanos(OverviewBenchmark.Asked.of(NEWEST, OverviewBenchmark.words("linde")));
    }

    /** The time of looking for a word that no transfer has: it is put to all that are looked at. */
    public long absentWordNanos() {
        return nanos(OverviewBenchmark.Asked.of(NEWEST, OverviewBenchmark.words("nergens")));
    }

    long nanos(OverviewBenchmark.Asked asked) {
        var start = System.nanoTime();
        page(asked);
        return System.nanoTime() - start;
    }

    Listings.Page page(OverviewBenchmark.Asked asked) {
        return listings.page(VIEWER, asked.filter(), asked.question(), asked.after(), PAGE).await();
    }

    Cursor middle() {
        return new Cursor(Instant.parse("2025-01-01T00:00:00Z"), new UUID(0, 0));
    }

    /** Database pages that were read, cached or not: equal on an idle machine and a busy one. */
    long blocks(OverviewBenchmark.Asked asked) {
        return explained(asked).stream().map(SHARED::matcher).filter(Matcher::find).findFirst().map(found ->
                Long.parseLong(found.group(1)) + (found.group(2) == null ? 0 : Long.parseLong(found.group(2))))
                .orElse(0L);
    }

    List<String> explained(OverviewBenchmark.Asked asked) {
        var filter = asked.filter();
        var before = asked.after().map(Cursor::createdAt).or(filter::to).orElse(Instant.parse("9999-01-01T00:00:00Z"));
        var literal = ListingStore.PAGE
                .replace("$1", array(Listings.viewers(VIEWER, filter.view()))).replace("$2", array(filter.kinds()))
                .replace("$3", array(filter.states())).replace("$4", "'" + filter.party().orElse("") + "'")
                .replace("$5", "timestamptz '" + filter.from().orElse(Instant.parse("2000-01-01T00:00:00Z")) + "'")
                .replace("$6", "timestamptz '" + before + "'")
                .replace("$7", "'00000000-0000-0000-0000-000000000000'::uuid")
                .replace("$8", Integer.toString(PAGE + 1)).replace("$9", "null");
        return database.run("explain (analyze, buffers, costs off, timing off) " + literal)
                .map(rows -> Rows.all(rows, row -> row.getString(0))).await();
    }

    private static String array(List<String> words) {
        return "array['" + String.join("','", words) + "']";
    }

    @Override
    public void close() {
        database.close().await();
        vertx.close().await();
    }
}
