package nl.rijkscloud.sms;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads short words from a provider's JSON; a body that is no JSON has none. */
final class ProviderAnswer {
    /** Ids and states are for machines; any other value means that the pointer is wrong. */
    private static final Pattern WORD = Pattern.compile("[!-~]{1,128}");

    private final @Nullable Object content;

    private ProviderAnswer(@Nullable Object content) {
        this.content = content;
    }

    static ProviderAnswer of(Buffer body) {
        try {
            return new ProviderAnswer(Json.decodeValue(body));
        } catch (DecodeException notJson) {
            return new ProviderAnswer(null); // its message would quote the body
        }
    }

    /** The text or number there. */
    Optional<String> word(String pointer) {
        return content == null
                ? Optional.empty()
                : Optional.ofNullable(JsonPointer.from(pointer).queryJson(content))
                        .filter(value -> value instanceof String || value instanceof Number || value instanceof Boolean)
                        .map(Object::toString)
                        .filter(WORD.asMatchPredicate());
    }
}
