package nl.rijkscloud.triage;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import nl.rijkscloud.access.StaffAccess.Member;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.OfficeTime;

/**
 * A member of staff names beforehand a colleague who also receives what arrives for them while they are away. The
 * deputy becomes a recipient at delivery, with a link of their own. They get nothing that was delivered before, and
 * nobody can add them later, because the server has only half of the key.
 */
final class Deputies {
    private static final int MOST_DAYS = 92;

    /** Another person and the days, both included. */
    record Period(String name, String email, LocalDate from, LocalDate until) {
        private JsonObject toJson() {
            return new JsonObject().put("name", name).put("email", email).put("from", from.toString())
                    .put("until", until.toString());
        }
    }

    private final DeputyStore store = new DeputyStore();
    private final Database database;
    private final Audit audit;
    private final InstantSource clock;

    Deputies(Database database, Audit audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** Reads whom the person has named, and for whom they stand in. */
    Future<JsonObject> read(UUID staff) {
        var client = database.client();
        return store.ofPerson(client, staff, today()).compose(own -> store.byDeputy(client, staff, today())
                .map(others -> new JsonObject()
                        .put("deputy", own.map(Period::toJson).orElse(null))
                        .put("deputyOf", new JsonArray(others.stream().map(Period::toJson).toList()))));
    }

    /**
     * Names the deputy, in the place of an earlier one. Fails with {@code INVALID} for an address of no other employee,
     * and for a period that is over, ends before it begins or is longer than 92 days.
     */
    Future<Void> name(Member member, String email, LocalDate from, LocalDate until) {
        if (until.isBefore(today()) || until.isBefore(from) || until.isAfter(from.plusDays(MOST_DAYS))) {
            throw Json.invalid("until", "invalid");
        }
        return database.inTransaction(tx -> store
                .name(tx, member.staff().id(), email.toLowerCase(Locale.ROOT), from, until)
                .compose(named -> named
                        ? record(tx, member, Action.DEPUTY_NAMED)
                        : Future.failedFuture(Json.invalid("email", "invalid"))));
    }

    /** Ends it at once; it is no error if there is none. */
    Future<Void> end(Member member) {
        return database.inTransaction(tx -> store.end(tx, member.staff().id()).compose(ended -> ended
                ? record(tx, member, Action.DEPUTY_ENDED)
                : Future.succeededFuture()));
    }

    /** Forgets periods that are over. For the custodian. */
    Future<Void> clear() {
        return store.clear(database.client(), today());
    }

    private Future<Void> record(SqlClient tx, Member member, Action action) {
        return audit.record(tx, AuditEntry.done(member.actor(), action, Subject.account(member.staff().id())));
    }

    private LocalDate today() {
        return OfficeTime.day(clock.instant());
    }
}
