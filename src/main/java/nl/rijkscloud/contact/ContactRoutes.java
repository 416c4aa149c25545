package nl.rijkscloud.contact;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.access.StaffAccess.Member;
import nl.rijkscloud.contact.Contact.Book;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.transfer.FormFields;

/**
 * The addresses of the address book. Names and addresses of contacts are in bodies, never in a URL: URLs are kept in
 * histories and in logs of proxies.
 */
final class ContactRoutes {
    private static final String ALL = "/api/staff/contacts";
    private static final String ONE = ALL + "/:id";
    /** Bytes: a list of 500 rows, escaped. */
    private static final long MAX_LIST = 1 << 20;
    /** Addresses of one look: as many as a list has. */
    private static final int MOST_LOOKED_AT = 500;
    private static final int MAX_ADDRESS = 320;

    private final StaffAccess access;
    private final Contacts contacts;
    private final List<String> countries;

    /** @param countries ISO 3166-1 codes of the countries whose mobile numbers may receive codes */
    ContactRoutes(StaffAccess access, Contacts contacts, List<String> countries) {
        this.access = access;
        this.contacts = contacts;
        this.countries = countries;
    }

    void mount(Router router) {
        router.get(ALL).handler(this::list);
        Routing.post(router, ALL, this::save);
        Routing.post(router, ALL + "/look", this::look);
        Routing.post(router, ALL + "/csv", MAX_LIST, this::saveList);
        Routing.put(router, ONE, this::replace);
        Routing.post(router, ONE + "/removal", this::remove);
    }

    private void list(RoutingContext ctx) {
        answer(ctx, member -> contacts.list(member).map(items -> new JsonObject()
                .put("departments", new JsonArray(List.copyOf(member.departments())))
                .put("items", items)));
    }

    /** Answers the contacts that have one of these addresses, for a last look before sending. */
    private void look(RoutingContext ctx) {
        answer(ctx, member -> contacts.look(member, emails(Json.body(ctx)))
                .map(items -> new JsonObject().put("items", items)));
    }

    /** Saves a contact, over the one with this address; what the form leaves out stays. */
    private void save(RoutingContext ctx) {
        answer(ctx, member -> {
            var body = Json.body(ctx);
            var card = card(body);
            return contacts.save(member, book(member, body), List.of(card), false)
                    .map(changes -> new JsonObject()
                            .put("id", changes.contacts().getFirst().id().toString())
                            .put("added", changes.added() > 0));
        });
    }

    private void saveList(RoutingContext ctx) {
        answer(ctx, member -> {
            var body = Json.body(ctx);
            var list = ContactList.read(body, countries);
            return contacts.save(member, book(member, body), list.cards(), true)
                    .map(changes -> new JsonObject()
                            .put("added", changes.added())
                            .put("changed", changes.numbers() + changes.changed())
                            .put("skipped", new JsonArray(list.skipped())));
        });
    }

    private void replace(RoutingContext ctx) {
        done(ctx, member -> contacts.replace(member, Routing.pathId(ctx), card(Json.body(ctx))));
    }

    private void remove(RoutingContext ctx) {
        done(ctx, member -> {
            Json.body(ctx); // it is empty, but requiring JSON keeps out forms of other sites
            return contacts.remove(member, Routing.pathId(ctx));
        });
    }

    private void answer(RoutingContext ctx, Function<Member, Future<JsonObject>> act) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(act)
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    private void done(RoutingContext ctx, Function<Member, Future<Void>> act) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(act)
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private Card card(JsonObject body) {
        var fields = new FormFields();
        var card = Card.read(fields, body, countries);
        fields.refuseMistakes();
        return card;
    }

    /**
     * The book that the form names: of one of the person's departments, or their own if they are in none. A department
     * that is not theirs does not exist for them.
     */
    private static Book book(Member member, JsonObject body) {
        var named = Json.text(body, "department", MAX_ADDRESS).toLowerCase(Locale.ROOT);
        if (!named.isEmpty()) {
            return member.departments().stream().filter(named::equals).findFirst().map(Book::of)
                    .orElseThrow(Failure::notFound);
        }
        return switch (member.departments().size()) {
            case 0 -> Book.of(member.staff().id());
            case 1 -> Book.of(member.departments().getFirst());
            default -> throw Json.invalid("department", "required");
        };
    }

    private static List<String> emails(JsonObject body) {
        if (body.getValue("emails") instanceof JsonArray items && items.size() <= MOST_LOOKED_AT
                && items.stream().allMatch(item -> item instanceof String text && text.length() <= MAX_ADDRESS)) {
            return items.stream().map(String.class::cast).toList();
        }
        throw Json.invalid("emails", "invalid");
    }
}
