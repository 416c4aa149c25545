package nl.rijkscloud.privacy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.kernel.Cursor;

/** The result of a search for a person as JSON. */
final class PersonJson {
    private PersonJson() {}

    static JsonObject of(Person person, PersonTraces traces) {
        return new JsonObject()
                .put("kind", person.kind().word())
                .put("pseudonym", traces.pseudonym().toString())
                .put("transfers", transfers(traces.transfers()))
                .put("letters", messages(traces.messages()))
                .put("accounts", new JsonArray(traces.accounts().stream().map(PersonJson::account).toList()))
                .put("department", traces.department().orElse(null));
    }

    static JsonObject transfers(PersonTraces.Page<PersonTransfer> page) {
        return page(page, PersonJson::transfer);
    }

    static JsonObject messages(PersonTraces.Page<PersonTraces.Message> page) {
        return page(page, PersonJson::message);
    }

    private static <T> JsonObject page(PersonTraces.Page<T> page, Function<T, JsonObject> item) {
        return new JsonObject()
                .put("items", new JsonArray(page.items().stream().map(item).toList()))
                .put("next", page.next().map(Cursor::text).orElse(null));
    }

    private static JsonObject transfer(PersonTransfer one) {
        return new JsonObject()
                .put("id", one.transfer().toString())
                .put("kind", one.kind())
                .put("state", one.state())
                .put("createdAt", one.createdAt().toString())
                .put("expiresAt", one.expiresAt().toString())
                .put("endedAt", one.endedAt().map(Instant::toString).orElse(null))
                .put("documentCount", one.documents())
                .put("parts", new JsonArray(one.parts().stream().map(PersonTransfer.Part::word).toList()))
                .put("data", new JsonArray(one.data().stream().map(PersonTransfer.Data::word).toList()));
    }

    private static JsonObject message(PersonTraces.Message one) {
        return new JsonObject()
                .put("id", one.id().toString())
                .put("channel", one.channel())
                .put("kind", one.template())
                .put("state", one.state())
                .put("transfer", one.transfer().map(UUID::toString).orElse(null))
                .put("content", one.content())
                .put("createdAt", one.createdAt().toString())
                .put("settledAt", one.settledAt().map(Instant::toString).orElse(null))
                .put("expiresAt", one.expiresAt().toString());
    }

    private static JsonObject account(PersonTraces.Account one) {
        return new JsonObject()
                .put("id", one.id().toString())
                .put("roles", new JsonArray(one.roles()))
                .put("departments", new JsonArray(one.departments()))
                .put("mobile", one.mobile())
                .put("identity", one.identity())
                .put("createdAt", one.createdAt().toString())
                .put("disabledAt", one.disabledAt().map(Instant::toString).orElse(null));
    }
}
