package nl.rijkscloud.outbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.Kdf;
import nl.rijkscloud.vault.MasterKey;

/**
 * The payload of a row in the outbox: {@code {"values": {name: text}}} in JSON, sealed under a key of the master key
 * and bound to the row's id, so that no row can be given another's links. Safe for use from any thread.
 */
final class SealedValues {
    private static final String PURPOSE = "outbox";
    private static final String VALUES = "values";

    private final byte[] key;

    SealedValues(MasterKey master) {
        key = master.derive(PURPOSE);
    }

    byte[] seal(Aead aead, UUID id, Map<String, String> values) {
        var json = new JsonObject().put(VALUES, new JsonObject(Map.copyOf(values)));
        return aead.seal(key, Kdf.bytes(id), json.toBuffer().getBytes());
    }

    /** Nothing when it is another row's, or sealed under another master key. */
    Optional<Map<String, String>> open(UUID id, byte[] sealed) {
        return Aead.open(key, Kdf.bytes(id), sealed).map(SealedValues::read);
    }

    private static Map<String, String> read(byte[] plain) {
        var values = new HashMap<String, String>();
        new JsonObject(Buffer.buffer(plain))
                .getJsonObject(VALUES)
                .forEach(entry -> values.put(entry.getKey(), (String) entry.getValue()));
        return Map.copyOf(values);
    }
}
