package nl.rijkscloud.scrub;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.config.ScrubPace;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.scrub.ScrubStore.Finding;
import nl.rijkscloud.scrub.ScrubStore.Status;
import nl.rijkscloud.staff.Role;
import org.jspecify.annotations.Nullable;

/** The address by which operators see how the scrub stands. Ids only: it knows no names. */
final class ScrubRoutes {
    private static final int MOST_SHOWN = 50;
    private static final int PERCENT = 100;

    private final ScrubStore store = new ScrubStore();
    private final StaffAccess access;
    private final Database database;
    private final ScrubPace config;

    ScrubRoutes(StaffAccess access, Database database, ScrubPace config) {
        this.access = access;
        this.database = database;
        this.config = config;
    }

    void mount(Router router) {
        router.get("/api/staff/scrub").handler(this::read);
    }

    private void read(RoutingContext ctx) {
        access.of(ctx, Role.BEHEERDER)
                .compose(member -> status())
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    private Future<JsonObject> status() {
        var db = database.client();
        return store.status(db).compose(status -> store.count(db).compose(count -> store.findings(db, MOST_SHOWN)
                .map(found -> json(status, count, found))));
    }

    private JsonObject json(Status status, long damaged, List<Finding> found) {
        return new JsonObject()
                .put("on", config.rate() > 0)
                .put("beganAt", text(status.beganAt()))
                .put("endedAt", text(status.endedAt()))
                .put("wholeAt", text(status.wholeAt()))
                .put("percent", status.endedAt().isPresent() ? PERCENT : percent(status.place().last()))
                .put("documents", status.place().documents())
                .put("withoutSums", status.place().withoutSums())
                .put("damaged", damaged)
                .put("findings", new JsonArray(found.stream().map(ScrubRoutes::json).toList()));
    }

    /** Ids are random, so the first bits of the last one say how much of the store lies before it. */
    private static long percent(UUID last) {
        return ((last.getMostSignificantBits() >>> Integer.SIZE) * PERCENT) >>> Integer.SIZE;
    }

    private static JsonObject json(Finding finding) {
        return new JsonObject()
                .put("document", finding.document().toString())
                .put("transfer", finding.transfer().toString())
                .put("kind", finding.kind())
                .put("foundAt", finding.foundAt().toString());
    }

    private static @Nullable String text(Optional<Instant> moment) {
        return moment.map(Instant::toString).orElse(null);
    }
}
