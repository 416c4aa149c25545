package nl.rijkscloud.oversight;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.transfer.TransferStore;

/**
 * Asks questions that no index answers of the newest transfers of a viewer: words, and the conditions of {@link Tab}.
 * The index gives the newest {@value #NEWEST}, and the question is put to each of them, so that its cost has a bound
 * whatever the number of transfers.
 */
final class RecentStore {
    /** A person who has more transfers finds the older ones by party and period. */
    static final int NEWEST = 10_000;
    /** The counts look less far back: they are asked for with every overview. */
    static final int NEWEST_TO_COUNT = 2_000;
    /** A count of a tab ends here. */
    static final int MOST_COUNTED = 100;

    /** Everything of a transfer that is readable without a key and by which people look for it. */
    private static final String TEXT = """
            folded(concat_ws(' ', t.number, t.sender_name, t.sender_email, t.sender_organisation, t.contact_name,
                t.contact_email, (select string_agg(r.name || ' ' || r.email, ' ') from recipient r
                    where r.transfer_id = t.id and r.replaced_at is null)))""";

    private static final String RECENT = """
            select distinct one.created_at, one.transfer_id
            from unnest($2::text[]) v(viewer), unnest($4::text[]) k(kind), unnest($5::text[]) s(state), lateral (
                select l.created_at, l.transfer_id from listing l
                where l.viewer = v.viewer and l.party = $6 and l.kind = k.kind and l.state = s.state
                    and l.created_at >= $7 and (l.created_at, l.transfer_id) < ($8, $9)
                order by l.created_at desc, l.transfer_id desc limit $3) one
            order by one.created_at desc, one.transfer_id desc limit $3""";

    private static final String COUNTS = """
            with recent as materialized (%s)
            select %s
            from recent
            join transfer t on t.id = recent.transfer_id
            left join request q on q.transfer_id = t.id""".formatted(RECENT, Arrays.stream(Tab.values())
            .map(tab -> "least(count(*) filter (where " + tab.condition + "), " + MOST_COUNTED + ") as " + name(tab))
            .collect(Collectors.joining(", ")));

    /**
     * Conditions on each transfer.
     *
     * @param tab empty for all
     * @param words all of them stand in the transfer
     */
    record Question(Optional<Tab> tab, Optional<SearchWords> words) {
        boolean isEmpty() {
            return tab.isEmpty() && words.isEmpty();
        }
    }

    /**
     * Reads the lines that answer the question, newest first.
     *
     * @param viewers values of the column of that name
     * @param most lines
     */
    Future<List<Listings.Line>> page(
            SqlClient db, List<String> viewers, Filter filter, Question question, Instant from, Cursor before,
            int most, Instant now) {
        var condition = question.tab().map(tab -> tab.condition).orElse("$1::timestamptz is not null");
        var words = question.words().map(SearchWords::words).orElse(List.of());
        return run(db, statement(condition), Rows.time(now),
                        viewers.toArray(String[]::new), NEWEST, filter.kinds().toArray(String[]::new),
                        filter.states().toArray(String[]::new), filter.party().orElse(""), Rows.time(from),
                        Rows.time(before.createdAt()), before.id(), words.toArray(String[]::new), most)
                .map(rows -> Rows.all(rows, row -> ListingStore.line(row, now)));
    }

    private static String statement(String condition) {
        return """
                with recent as materialized (%s)
                select %s,
                    (select count(*) from recipient r
                        where r.transfer_id = t.id and r.replaced_at is null) as recipients,
                    q.deadline, q.ends_at, q.answered_at
                from recent
                join transfer t on t.id = recent.transfer_id
                left join request q on q.transfer_id = t.id
                where %s and not exists (
                    select from unnest($10::text[]) word where position(word in %s) = 0)
                order by recent.created_at desc, recent.transfer_id desc limit $11"""
                .formatted(RECENT, TransferStore.COLUMNS, condition, TEXT);
    }

    /** The number of transfers of each tab, at most {@value #MOST_COUNTED}. */
    Future<JsonObject> count(
            SqlClient db, List<String> viewers, Filter filter, Instant from, Cursor before, Instant now) {
        return run(db, COUNTS, Rows.time(now), viewers.toArray(String[]::new), NEWEST_TO_COUNT,
                        filter.kinds().toArray(String[]::new), filter.states().toArray(String[]::new),
                        filter.party().orElse(""), Rows.time(from), Rows.time(before.createdAt()), before.id())
                .map(rows -> Rows.first(rows, RecentStore::counts).orElseThrow());
    }

    private static JsonObject counts(Row row) {
        var counts = new JsonObject();
        for (var tab : Tab.values()) {
            counts.put(name(tab), row.getInteger(name(tab)));
        }
        return counts.put("most", MOST_COUNTED);
    }

    private static String name(Tab tab) {
        return tab.name().toLowerCase(Locale.ROOT);
    }
}
