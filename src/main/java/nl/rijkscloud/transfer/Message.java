package nl.rijkscloud.transfer;

import io.vertx.core.json.JsonObject;

/** The accompanying message; every part may be empty, none is null. Its text never reaches a log. */
public record Message(String subject, String reference, String text) {
    public static final Message EMPTY = new Message("", "", "");

    public static final int MAX_SUBJECT = 200;
    public static final int MAX_REFERENCE = 100;
    public static final int MAX_TEXT = 10_000;

    public JsonObject toJson() {
        return new JsonObject().put("subject", subject).put("reference", reference).put("text", text);
    }

    public static Message of(JsonObject json) {
        return new Message(json.getString("subject"), json.getString("reference"), json.getString("text"));
    }

    @Override
    public String toString() {
        return "Message[***]";
    }
}
