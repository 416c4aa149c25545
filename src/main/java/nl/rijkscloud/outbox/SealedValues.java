package nl.rijkscloud.outbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** The sealed content of an outbox payload: {@code {"values": {name: text}}} in JSON. */
final class SealedValues {
    private static final String VALUES = "values";

    private SealedValues() {}

    static byte[] write(Map<String, String> values) {
        return new JsonObject().put(VALUES, new JsonObject(Map.copyOf(values))).toBuffer().getBytes();
    }

    static Map<String, String> read(byte[] plain) {
        var values = new HashMap<String, String>();
        new JsonObject(Buffer.buffer(plain))
                .getJsonObject(VALUES)
                .forEach(entry -> values.put(entry.getKey(), (String) entry.getValue()));
        return Map.copyOf(values);
    }
}
