package nl.rijkscloud.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.kernel.Failure;

/** JSON in and out of a route. */
public final class Json {
    private static final String TYPE = "application/json";
    private static final int ID = 36;

    private Json() {}

    /**
     * Reads the request's body. Fails with {@code UNSUPPORTED} for another media type, which also keeps out forms of
     * other sites, and with {@code MALFORMED} for anything but a JSON object.
     */
    public static JsonObject body(RoutingContext ctx) {
        var type = ctx.request().getHeader("Content-Type");
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(TYPE)) {
            throw Failure.of(Failure.Kind.UNSUPPORTED, "unsupported-type", "Send application/json.");
        }
        try {
            var json = ctx.body().asJsonObject();
            if (json != null) {
                return json;
            }
        } catch (DecodeException | ClassCastException notAnObject) {
            // Fail below instead: the parser's message would quote the body.
        }
        throw Failure.of(Failure.Kind.MALFORMED, "malformed", "The body is not a JSON object.");
    }

    /**
     * Reads a member that is a string; empty when it is absent. Fails with {@code INVALID} for anything else, and for a
     * text of more than {@code most} characters.
     */
    public static String text(JsonObject json, String name, int most) {
        var value = json.getValue(name, "");
        if (value == null) {
            return "";
        }
        if (!(value instanceof String text)) {
            throw invalid(name, "invalid");
        }
        if (text.codePointCount(0, text.length()) > most) {
            throw invalid(name, "too-long");
        }
        return text;
    }

    /** Reads a member that is an id; empty when it is absent. Fails with {@code INVALID} for anything else. */
    public static Optional<UUID> id(JsonObject json, String name) {
        var text = text(json, name, ID);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            throw invalid(name, "invalid");
        }
    }

    /** Reads a member that is an array of objects. Fails with {@code INVALID} for anything else. */
    public static List<JsonObject> array(JsonObject json, String name) {
        if (json.getValue(name) instanceof JsonArray items && items.stream().allMatch(JsonObject.class::isInstance)) {
            return items.stream().map(JsonObject.class::cast).toList();
        }
        throw invalid(name, json.getValue(name) == null ? "required" : "invalid");
    }

    public static Failure invalid(String field, String code) {
        return invalid(field, code, Optional.empty());
    }

    /** A failure for one field, with the character that is not allowed in it. */
    public static Failure invalid(String field, String code, Optional<String> character) {
        var mistake = new JsonObject().put("field", field).put("code", code);
        character.ifPresent(one -> mistake.put("fault", "character").put("character", one));
        return Failure.of(Failure.Kind.INVALID, "invalid", "Some fields are not filled in as they should be.")
                .with("errors", List.of(mistake));
    }

    public static void answer(RoutingContext ctx, int status, JsonObject json) {
        ctx.response()
                .setStatusCode(status)
                .putHeader("Content-Type", TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(json.toBuffer());
    }
}
