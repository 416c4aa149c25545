package nl.rijkscloud.transfer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import nl.rijkscloud.checklist.ItemAnswer;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.typed.TypedText;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.ManifestKey;
import org.jspecify.annotations.Nullable;

/**
 * The accompanying message; every part may be empty, none is null. Its text never reaches a log.
 *
 * @param items the sender's answers to the items of a checklist
 */
public record Message(String subject, String reference, String text, List<ItemAnswer> items) {
    public static final Message EMPTY = new Message("", "", "");

    public static final int MAX_SUBJECT = 200;
    public static final int MAX_REFERENCE = 100;
    public static final int MAX_TEXT = 10_000;

    private static final String PURPOSE = "message";

    public Message {
        items = List.copyOf(items);
    }

    public Message(String subject, String reference, String text) {
        this(subject, reference, text, List.of());
    }

    public Message withItems(List<ItemAnswer> answers) {
        return new Message(subject, reference, text, answers);
    }

    /** Reads what somebody typed from the body of a request. Throws {@code INVALID} for a part that is too long. */
    public static Message read(JsonObject body) {
        return new Message(
                TypedText.line(Json.text(body, "subject", MAX_SUBJECT)),
                TypedText.line(Json.text(body, "reference", MAX_REFERENCE)),
                TypedText.prose(Json.text(body, "text", MAX_TEXT)),
                ItemAnswer.read(body));
    }

    public JsonObject toJson() {
        var json = new JsonObject().put("subject", subject).put("reference", reference).put("text", text);
        return items.isEmpty() ? json : json.put("items", ItemAnswer.toJson(items));
    }

    /** The message that {@link #toJson} wrote. */
    public static Message of(JsonObject json) {
        return new Message(json.getString("subject"), json.getString("reference"), json.getString("text"),
                ItemAnswer.of(json.getJsonArray("items")));
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
