package nl.rijkscloud.statistics;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.YearMonth;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Query;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.statistics.Statistics.Asked;
import nl.rijkscloud.transfer.Transfer;

/** The address at which the privacy officer and administrators read the figures. */
final class StatisticsRoutes {
    /** Months that are shown if nobody chooses. */
    private static final int USUAL = 12;
    private static final int MOST = 60;

    private final StaffAccess access;
    private final Statistics statistics;
    private final InstantSource clock;

    StatisticsRoutes(StaffAccess access, Statistics statistics, InstantSource clock) {
        this.access = access;
        this.statistics = statistics;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get("/api/staff/statistics").handler(this::read);
    }

    private void read(RoutingContext ctx) {
        access.of(ctx, Role.FUNCTIONARIS, Role.BEHEERDER)
                .compose(member -> statistics.read(asked(ctx)))
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    private Asked asked(RoutingContext ctx) {
        var to = Query.read(ctx, "to", YearMonth::parse).orElse(YearMonth.from(OfficeTime.at(clock.instant())));
        var from = Query.read(ctx, "from", YearMonth::parse).orElse(to.minusMonths(USUAL - 1));
        if (from.isAfter(to) || from.plusMonths(MOST).compareTo(to) <= 0) {
            throw Json.invalid("from", "invalid");
        }
        return new Asked(from, to, Query.word(ctx, "kind", Transfer.Kind.class), Query.text(ctx, "department"));
    }
}
