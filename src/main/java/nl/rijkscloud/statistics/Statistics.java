package nl.rijkscloud.statistics;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.statistics.StatisticsStore.Department;
import nl.rijkscloud.statistics.StatisticsStore.OfDepartment;
import nl.rijkscloud.statistics.StatisticsStore.OfMonth;
import nl.rijkscloud.transfer.Transfer;

/** Adds up what triggers of the database count, and reads it by month and by department. */
final class Statistics {
    private final StatisticsStore store = new StatisticsStore();
    private final Database database;

    Statistics(Database database) {
        this.database = database;
    }

    /**
     * The choices of the page.
     *
     * @param to the last month
     * @param department an address, or {@link #NONE}; empty for the whole organisation
     */
    record Asked(YearMonth from, YearMonth to, Optional<Transfer.Kind> kind, Optional<String> department) {
        /** Stands for transfers that belong to no department or to more than one. */
        static final String NONE = "none";

        LocalDate first() {
            return from.atDay(1);
        }

        /** The day after the last. */
        LocalDate end() {
            return to.plusMonths(1).atDay(1);
        }

        private Stream<YearMonth> months() {
            return Stream.iterate(from, month -> !month.isAfter(to), month -> month.plusMonths(1));
        }
    }

    /** Adds up new facts until there are none. */
    Future<Void> addUp(BooleanSupplier mustStop) {
        return Loop.whileTrue(() -> mustStop.getAsBoolean()
                ? Future.succeededFuture(false) : store.addUp(database.client()));
    }

    /** The JSON of {@code GET /api/staff/statistics}. Figures of a department are hidden where they are of few. */
    Future<JsonObject> read(Asked asked) {
        var db = database.client();
        var months = store.months(db, asked);
        var departments = store.departments(db, asked);
        var names = store.names(db);
        var since = store.since(db);
        return Future.all(months, departments, names, since).map(read -> new JsonObject()
                .put("since", since.result().map(LocalDate::toString).orElse(null))
                .put("months", months(asked, months.result()))
                .put("departments", departments(names.result(), departments.result()))
                .put("choices", new JsonArray(names.result().stream().map(Statistics::named).toList())));
    }

    private static JsonArray months(Asked asked, List<OfMonth> counts) {
        var hidden = asked.department().isPresent();
        return new JsonArray(asked.months().map(month -> {
            var ofMonth = counts.stream().filter(one -> one.month().equals(month)).toList();
            var all = new Figures(ofMonth.stream().map(OfMonth::count).toList());
            var kinds = new JsonObject();
            for (var kind : Transfer.Kind.values()) {
                kinds.put(kind.sql(), hidden && all.isOfFewDeliveries() ? null : new Figures(ofMonth.stream()
                        .filter(one -> one.kind().equals(kind.sql())).map(OfMonth::count).toList()).delivered());
            }
            return all.toJson(hidden).put("month", month.toString()).put("kinds", kinds);
        }).toList());
    }

    /** The departments with figures, in the order of their names; figures without a department come last. */
    private static JsonArray departments(List<Department> names, List<OfDepartment> counts) {
        return new JsonArray(Stream.concat(names.stream(), Stream.of(new Department("", "")))
                .filter(one -> counts.stream().anyMatch(count -> count.department().equals(one.email())))
                .map(one -> new Figures(counts.stream().filter(count -> count.department().equals(one.email()))
                        .map(OfDepartment::count).toList()).toJson(true).mergeIn(named(one)))
                .toList());
    }

    private static JsonObject named(Department one) {
        return new JsonObject().put("email", one.email()).put("name", one.name());
    }
}
