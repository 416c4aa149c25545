package nl.rijkscloud.transfer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.ManifestKey;

/** Seals the message for its time in the transfer's row; at delivery it moves into the manifest. */
public final class SealedMessage {
    private static final String WHAT = "message";

    private SealedMessage() {}

    public static byte[] seal(Aead aead, ManifestKey key, Message message) {
        return key.seal(aead, WHAT, key.transfer(), message.toJson().toBuffer().getBytes());
    }

    public static Message open(ManifestKey key, byte[] sealed) {
        var plain = key.open(WHAT, key.transfer(), sealed)
                .orElseThrow(() -> new IllegalStateException("the message of " + key.transfer() + " does not open"));
        return Message.of(new JsonObject(Buffer.buffer(plain)));
    }
}
