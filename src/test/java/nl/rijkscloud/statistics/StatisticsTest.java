package nl.rijkscloud.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.statistics.Statistics.Asked;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.transfer.Transfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database counts each fact once, on its Dutch day and for its department, whoever adds up and however often. */
final class StatisticsTest {
    private static final String SANNE = "6f1c3a52-0d4e-4b8e-9a53-2f0c7de0a002";
    /** Half past midnight on 1 March in the Netherlands. */
    private static final String NEW_MARCH = "2026-02-28T23:30:00Z";

    private final Vertx vertx = Vertx.vertx();
    private final Config.Database config = TestDatabase.fresh();
    private final Database database = Database.open(vertx, config);
    private final Statistics statistics = new Statistics(database);

    @BeforeEach
    void addDepartments() {
        sql("""
                insert into department values ('meldpunt@igj.nl', 'Meldpunt'), ('zuid@igj.nl', '=Zuid');
                insert into staff (id, email, name, roles, created_at) values
                    ('%s', 's.bakker@igj.nl', 'Sanne', '{medewerker}', now());
                insert into department_member values ('zuid@igj.nl', '%s')""".formatted(SANNE, SANNE));
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void timeToTheFirstDownloadIsCountedInBands() {
        download("59 minutes 59 seconds");
        download("1 hour");
        download("1 hour 1 second");
        download("24 hours");
        download("3 days");
        download("7 days");
        download("7 days 1 second");
        deliver("meldpunt@igj.nl", 1);

        var march = march(Optional.empty());

        assertThat(march.getJsonObject("collected").encode())
                .isEqualTo("{\"hour\":2,\"day\":2,\"three-days\":1,\"week\":1,\"later\":1}");
        assertThat(march.getInteger("delivered")).isEqualTo(8);
        assertThat(march.getInteger("waiting")).isEqualTo(1);
    }

    @Test
    void onlyTheFirstDownloadCounts() {
        var id = deliver("meldpunt@igj.nl", 1);
        event(id, "2 days");
        event(id, "3 days");
        end(id, "destroyed");

        assertThat(rows()).isEqualTo("delivered small 1 1 1, collected three-days 1 0 0");
    }

    @Test
    void sizesAreCountedInBands() {
        for (var size : new long[] {0, 9_999_999, 10_000_000, 100_000_000, 999_999_999, 1_000_000_000}) {
            deliver("meldpunt@igj.nl", size);
        }

        var march = march(Optional.empty());

        assertThat(march.getJsonObject("sizes").encode())
                .isEqualTo("{\"small\":2,\"medium\":1,\"large\":2,\"huge\":1}");
        assertThat(march.getLong("bytes")).isEqualTo(2_119_999_998L);
    }

    @Test
    void endWithoutADownloadIsCountedOnTheDayOfTheDelivery() {
        end(deliver("meldpunt@igj.nl", 1), "destroyed");
        end(deliver("meldpunt@igj.nl", 1), "withdrawn");
        var refused = begin("submitted", "meldpunt@igj.nl");
        sql("update transfer set state = 'refused', delivered_at = '" + NEW_MARCH + "' where id = '" + refused + "'");
        end(refused, "destroyed");
        end(begin("submitted", "meldpunt@igj.nl"), "destroyed");

        assertThat(rows()).isEqualTo("delivered small 1 1 1, expired  1 0 0, delivered small 1 1 1, withdrawn  1 0 0, "
                + "refused  1 0 0");
        assertThat(TestDatabase.value(config, "select string_agg(distinct day::text, ',') from new_figure"))
                .contains("2026-03-01");
    }

    @Test
    void requestIsCountedOnceAndAnsweredOnce() {
        var first = request(null);
        sql("update request set answered_at = '2026-04-02' where transfer_id = '" + first + "'");
        request(first);
        end(first, "withdrawn");
        end(request(null), "destroyed");
        end(request(null), "withdrawn");
        request(null);

        var march = march(Optional.empty());

        assertThat(march.stream().limit(4).toList().toString())
                .isEqualTo("[asked=4, answered=1, unanswered=1, cancelled=1]");
    }

    @Test
    void departmentIsThatOfTheAddressOrTheOnlyOneOfItsOwner() {
        deliver("Meldpunt@igj.nl", 1);
        deliver("S.Bakker@igj.nl", 1);
        deliver("niemand@igj.nl", 1);
        sql("insert into department_member values ('meldpunt@igj.nl', '" + SANNE + "')");
        deliver("s.bakker@igj.nl", 1);

        assertThat(TestDatabase.value(config, "select string_agg(department, ',' order by id) from new_figure"))
                .contains("meldpunt@igj.nl,zuid@igj.nl,,");
    }

    @Test
    void changeOfDepartmentMovesNoFigure() {
        var id = deliver("s.bakker@igj.nl", 1);
        sql("delete from department_member");
        event(id, "1 minute");

        assertThat(TestDatabase.value(config, "select string_agg(distinct department, ',') from new_figure"))
                .contains("zuid@igj.nl");
    }

    @Test
    void fewDeliveriesOfADepartmentAreHidden() {
        IntStream.range(0, Figures.FEW - 1).forEach(i -> deliver("zuid@igj.nl", 1));
        var zuid = Optional.of("zuid@igj.nl");

        assertThat(march(zuid).getMap()).containsEntry("delivered", null).containsEntry("bytes", null)
                .containsEntry("asked", 0L);
        assertThat(march(zuid).getJsonObject("kinds").getMap().values()).containsOnlyNulls();
        assertThat(march(zuid).getJsonObject("collected").getMap().values()).containsOnlyNulls();
        assertThat(march(Optional.empty()).getInteger("delivered")).as("of the whole organisation").isEqualTo(4);
        assertThat(departments().getJsonObject(0).getMap()).containsEntry("delivered", null);

        deliver("zuid@igj.nl", 1);

        assertThat(march(zuid).getInteger("delivered")).isEqualTo(5);
        assertThat(march(Optional.of(Asked.NONE)).getInteger("delivered")).isEqualTo(0);
        assertThat(departments().getJsonObject(0).getMap()).containsEntry("delivered", 5L)
                .containsEntry("name", "=Zuid");
    }

    @Test
    void serversThatAddUpAtOnceCountEachFactOnce() {
        IntStream.range(0, 30).mapToObj(i -> deliver(i % 2 == 0 ? "zuid@igj.nl" : "meldpunt@igj.nl", i))
                .forEach(id -> end(id, "destroyed"));
        var before = march(Optional.empty());

        Future.all(IntStream.range(0, 6).mapToObj(i -> statistics.addUp(() -> false)).toList()).await();
        statistics.addUp(() -> false).await();

        assertThat(TestDatabase.value(config, "select count(*) from new_figure")).contains("0");
        assertThat(march(Optional.empty())).isEqualTo(before);
        assertThat(before.getInteger("expired")).isEqualTo(30);
    }

    @Test
    void brokenOffSumLosesAndDoublesNothing() {
        deliver("zuid@igj.nl", 7);
        var before = march(Optional.empty());

        database.inTransaction(tx -> new StatisticsStore().addUp(tx)
                .compose(done -> Future.failedFuture("the server dies"))).otherwiseEmpty().await();

        assertThat(march(Optional.empty())).isEqualTo(before);
        statistics.addUp(() -> false).await();
        assertThat(march(Optional.empty())).isEqualTo(before);
    }

    @Test
    void figuresStayWhenTheTransferIsGone() {
        var id = deliver("meldpunt@igj.nl", 3);
        end(id, "destroyed");
        var before = march(Optional.empty());
        sql("update transfer set sender_name = '', sender_email = '', contact_name = '', contact_email = '',"
                + " delivered_at = date_trunc('day', delivered_at)");

        assertThat(march(Optional.empty())).isEqualTo(before);
        assertThat(TestDatabase.value(config, "select count(*) from awaited")).contains("0");
    }

    private void download(String after) {
        event(deliver("meldpunt@igj.nl", 1), after);
    }

    private UUID begin(String kind, String contact) {
        var id = UUID.randomUUID();
        sql("""
                insert into transfer (id, kind, state, language, sender_name, sender_email, contact_name, contact_email,
                    owner_id, created_at, expires_at)
                values ('%s', '%s', 'open', 'nl', 'Jan', 'jan@zorg.nl', 'Contact', '%s', %s, '%s', now())""".formatted(
                        id, kind, contact, kind.equals("submitted") ? "null" : "'" + SANNE + "'", NEW_MARCH));
        return id;
    }

    private UUID deliver(String contact, long size) {
        var id = begin("submitted", contact);
        sql("""
                insert into document (id, transfer_id, state, length, entry, created_at, updated_at)
                    values (gen_random_uuid(), '%1$s', 'accepted', %2$d, '', now(), now()),
                        (gen_random_uuid(), '%1$s', 'refused', 5000, '', now(), now());
                update transfer set state = 'delivered', document_count = 1, delivered_at = '%3$s' where id = '%1$s'"""
                        .formatted(id, size, NEW_MARCH));
        return id;
    }

    private UUID request(UUID series) {
        var id = begin("requested", "meldpunt@igj.nl");
        sql("insert into request (transfer_id, series, repeat, ends_at, answered_at)"
                + " values ('%s', '%s', true, now(), %s)".formatted(
                        id, series == null ? id : series, series == null ? "null" : "now()"));
        return id;
    }

    private void event(UUID id, String after) {
        sql("insert into event (transfer_id, at, kind) values ('%s', '%s'::timestamptz + interval '%s',"
                .formatted(id, NEW_MARCH, after) + " 'document-downloaded')");
    }

    private void end(UUID id, String state) {
        sql("update transfer set state = '" + state + "' where id = '" + id + "'");
    }

    private JsonObject march(Optional<String> department) {
        var march = YearMonth.of(2026, 3);
        return statistics.read(new Asked(march, march, Optional.empty(), department)).await().getJsonArray("months")
                .getJsonObject(0);
    }

    private JsonArray departments() {
        return statistics.read(new Asked(YearMonth.of(2025, 3), YearMonth.of(2026, 3),
                Optional.of(Transfer.Kind.SUBMITTED), Optional.empty())).await().getJsonArray("departments");
    }

    private String rows() {
        return TestDatabase.value(config, "select string_agg(what || ' ' || band || ' ' || number || ' ' || documents"
                + " || ' ' || bytes, ', ' order by id) from new_figure").orElse("");
    }

    private void sql(String statements) {
        TestDatabase.sql(config, statements);
    }
}
