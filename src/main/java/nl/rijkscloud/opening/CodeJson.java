package nl.rijkscloud.opening;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import nl.rijkscloud.code.CodeStatus;
import nl.rijkscloud.typed.PhoneNumber;

/** What the page says that asks for a code. */
final class CodeJson {
    private CodeJson() {}

    static JsonObject of(PhoneNumber phone, CodeStatus standing) {
        return new JsonObject()
                .put("numberEnding", phone.ending())
                .put("codeUntil", standing.until().map(Instant::toString).orElse(null))
                .put("retryAfter", standing.pause().plusMillis(999).toSeconds())
                .put("locked", standing.locked());
    }
}
