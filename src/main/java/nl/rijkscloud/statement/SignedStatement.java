package nl.rijkscloud.statement;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A statement that was checked against the keys of a portal.
 *
 * @param verdict {@code GOOD}, or the reason to distrust its content
 * @param content its fields; empty unless the signature is good
 */
public record SignedStatement(Verdict verdict, Optional<JsonObject> content) {
    public enum Verdict {
        GOOD,
        /** Not a text of this form. */
        NOT_A_STATEMENT,
        /** Signed by a key that is not among these. */
        UNKNOWN_KEY,
        /** The text was changed, or signed by another. */
        WRONG_SIGNATURE,
        /** The key signed nothing at the time that the statement gives. */
        OUTSIDE_KEY_TIME
    }

    public static SignedStatement check(String text, KeyRing keys) {
        var parsed = Jws.parse(text);
        if (parsed.isEmpty()) {
            return refused(Verdict.NOT_A_STATEMENT);
        }
        var jws = parsed.get();
        var key = keys.find(jws.key());
        if (key.isEmpty()) {
            return refused(Verdict.UNKNOWN_KEY);
        }
        if (!key.get().verifies(jws.signed(), jws.signature())) {
            return refused(Verdict.WRONG_SIGNATURE);
        }
        try {
            var content = new JsonObject(Buffer.buffer(jws.payload()));
            return key.get().covers(Instant.parse(content.getString("at")))
                    ? new SignedStatement(Verdict.GOOD, Optional.of(content))
                    : refused(Verdict.OUTSIDE_KEY_TIME);
        } catch (DecodeException | ClassCastException | NullPointerException | DateTimeParseException notOurs) {
            return refused(Verdict.NOT_A_STATEMENT);
        }
    }

    /** Reads a statement of our own, which needs no check. */
    public static JsonObject contentOf(String text) {
        return new JsonObject(Buffer.buffer(Jws.parse(text).orElseThrow().payload()));
    }

    private static SignedStatement refused(Verdict why) {
        return new SignedStatement(why, Optional.empty());
    }

    public boolean isGood() {
        return verdict == Verdict.GOOD;
    }

    @Override
    public String toString() {
        return "SignedStatement[" + verdict + "]";
    }
}
