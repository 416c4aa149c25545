package nl.rijkscloud.oversight;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.db.StatementTime;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Asks questions that no index answers of the newest transfers of a viewer: words, and the conditions of {@link Tab}.
 * The index gives the newest {@value #NEWEST}, and the question is put to each of them, so that its cost has a bound
 * whatever the number of transfers.
 */
final class RecentStore {
    /** A person who has more transfers finds the older ones by party and period. */
    static final int NEWEST = 10_000;
    /** The number that is looked at when as many take too long: an address that is in each of them, on a busy day. */
    static final int FEWER = 1_000;
    private static final Duration MOST_TIME = Duration.ofSeconds(1);
    /** The counts look less far back: they are asked for with every overview. */
    static final int NEWEST_TO_COUNT = 2_000;
    /** A count of a tab ends here. */
    static final int MOST_COUNTED = 100;

    /** Everything of a transfer that is readable without a key and by which people look for it. */
    private static final String TEXT = """
            folded(concat_ws(' ', t.number, q.reference, t.sender_name, t.sender_email, t.sender_organisation, t.contact_name,
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
            %s""".formatted(RECENT, Arrays.stream(Tab.values())
            .map(tab -> "least(count(*) filter (where " + tab.condition + "), " + MOST_COUNTED + ") as " + name(tab))
            .collect(Collectors.joining(", ")), ListingStore.JOINS.formatted(10));

    private static final String DEPTH = """
            select created_at, transfer_id, count(*) over () as looked from (%s) recent
            where $1::timestamptz is not null order by created_at, transfer_id limit 1""".formatted(RECENT);

    /**
     * Conditions on each transfer.
     *
     * @param tab empty for all
     * @param words all of them stand in the transfer
     * @param batch requests that were sent together
     * @param skip lines of earlier pages; in the order of time a cursor says where a page begins
     */
    record Question(Optional<Tab> tab, Optional<SearchWords> words, Optional<UUID> batch, Sort sort, int skip) {
        static final Question NONE = of(Optional.empty(), Optional.empty());

        static Question of(Optional<Tab> tab, Optional<SearchWords> words) {
            return new Question(tab, words, Optional.empty(), Sort.DATE, 0);
        }

        boolean isEmpty() {
            return tab.isEmpty() && words.isEmpty() && batch.isEmpty() && sort == Sort.DATE;
        }
    }

    /**
     * A part of the viewer's transfers; a question looks at the newest ones in it.
     *
     * @param viewers values of the column of that name
     * @param before they are older than this
     * @param reader the person whose marks are read; empty for who sees all transfers
     */
    record Window(List<String> viewers, Filter filter, Instant from, Cursor before, Optional<UUID> reader) {
        private @Nullable Object[] values(Instant now, int newest, @Nullable Object... more) {
            var values = new ArrayList<@Nullable Object>(List.of(
                    Rows.time(now), viewers.toArray(String[]::new), newest, filter.kinds().toArray(String[]::new),
                    filter.states().toArray(String[]::new), filter.party().orElse(""), Rows.time(from),
                    Rows.time(before.createdAt()), before.id()));
            values.addAll(Arrays.asList(more));
            return values.toArray();
        }
    }

    /**
     * Reads a page of the transfers that answer the question. When the page is not full and older transfers were not
     * searched, {@code next} continues with those.
     */
    Future<Listings.Page> search(Database database, Window window, Question question, int limit, Instant now) {
        return search(database, window, question, limit, now, NEWEST).recover(failure ->
                failure instanceof Failure slow && slow.kind() == Failure.Kind.BUSY
                ? search(database, window, question, limit, now, FEWER)
                : Future.failedFuture(failure));
    }

    private Future<Listings.Page> search(
            Database database, Window window, Question question, int limit, Instant now, int newest) {
        return database.inTransaction(tx -> StatementTime.limit(tx, MOST_TIME)
                .compose(set -> page(tx, window, question, limit + 1, now, newest))
                .recover(failure -> Future.failedFuture(newest > FEWER && StatementTime.isOver(failure)
                        ? Failure.of(Failure.Kind.BUSY, "busy", "The search took too long.")
                        : failure))
                .compose(found -> found.size() > limit && question.sort() == Sort.DATE
                        ? Future.succeededFuture(new Listings.Page(found.subList(0, limit),
                                Optional.of(Listings.cursor(found.get(limit - 1)).text()), Optional.empty()))
                        : run(tx, DEPTH, window.values(now, newest))
                                .map(rows -> Rows.first(rows, row -> row).filter(row ->
                                        row.getLong("looked") >= newest))
                                .map(last -> lastPage(found, question, limit, newest, last))));
    }

    /** @param last the oldest transfer that was looked at, if there may be older ones */
    private static Listings.Page lastPage(
            List<Listings.Line> found, Question question, int limit, int newest, Optional<Row> last) {
        var next = found.size() > limit
                ? Optional.of(Integer.toString(question.skip() + limit))
                : last.filter(row -> question.sort() == Sort.DATE).map(row ->
                        new Cursor(Rows.instant(row, "created_at"), row.getUUID("transfer_id")).text());
        return new Listings.Page(
                found.size() > limit ? found.subList(0, limit) : found, next, last.map(row -> newest));
    }

    private static Future<List<Listings.Line>> page(
            SqlClient db, Window window, Question question, int most, Instant now, int newest) {
        var condition = question.tab().map(tab -> tab.condition).orElse("true");
        var words = question.words().map(SearchWords::words).orElse(List.of());
        return run(db, statement(condition, question.sort()), window.values(now, newest, words.toArray(String[]::new),
                        most, question.batch().orElse(null), question.skip(), window.reader().orElse(null)))
                .map(rows -> Rows.all(rows, row -> ListingStore.line(row, now)));
    }

    private static String statement(String condition, Sort sort) {
        return """
                with recent as materialized (%s)
                select %s
                from recent
                join transfer t on t.id = recent.transfer_id
                %s
                where $1::timestamptz is not null and %s and ($12::uuid is null or q.batch = $12) and not exists (
                    select from unnest($10::text[]) word where position(word in %s) = 0)
                order by %s recent.created_at desc, recent.transfer_id desc limit $11 offset $13"""
                .formatted(RECENT, ListingStore.LINE, ListingStore.JOINS.formatted(14), condition, TEXT, sort.order);
    }

    /** The number of transfers of each tab, at most {@value #MOST_COUNTED}. */
    Future<JsonObject> count(SqlClient db, Window window, Instant now) {
        return run(db, COUNTS, window.values(now, NEWEST_TO_COUNT, window.reader().orElse(null)))
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
