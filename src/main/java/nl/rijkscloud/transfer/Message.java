package nl.rijkscloud.transfer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.typed.TypedText;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.ManifestKey;
import org.jspecify.annotations.Nullable;

/** The accompanying message; every part may be empty, none is null. Its text never reaches a log. */
public record Message(String subject, String reference, String text) {
    public static final Message EMPTY = new Message("", "", "");

    public static final int MAX_SUBJECT = 200;
    public static final int MAX_REFERENCE = 100;
    public static final int MAX_TEXT = 10_000;

    private static final String PURPOSE = "message";

    /** Reads what somebody typed from the body of a request. Throws {@code INVALID} for a part that is too long. */
    public static Message read(JsonObject body) {
        return new Message(
                TypedText.line(Json.text(body, "subject", MAX_SUBJECT)),
                TypedText.line(Json.text(body, "reference", MAX_REFERENCE)),
                TypedText.prose(Json.text(body, "text", MAX_TEXT)));
    }

    public JsonObject toJson() {
        return new JsonObject().put("subject", subject).put("reference", reference).put("text", text);
    }

    /** The message that {@link #toJson} wrote. */
    public static Message of(JsonObject json) {
        return new Message(json.getString("subject"), json.getString("reference"), json.getString("text"));
    }

    /** Seals the message for its time in the transfer's row; at delivery it moves into the manifest. */
    public byte[] seal(Aead aead, ManifestKey key) {
        return key.seal(aead, PURPOSE, key.transfer(), toJson().toBuffer().getBytes());
    }

    /** Opens what {@link #seal} sealed. */
    public static Message open(ManifestKey key, byte @Nullable [] sealed) {
        var plain = key.open(PURPOSE, key.transfer(), sealed)
                .orElseThrow(() -> new IllegalStateException("the message of " + key.transfer() + " does not open"));
        return of(new JsonObject(Buffer.buffer(plain)));
    }

    @Override
    public String toString() {
        return "Message[***]";
    }
}
