package nl.rijkscloud.pages;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import nl.rijkscloud.kernel.Language;

/**
 * The words of the pages in one language, with the organisation's values filled in. Pages take them as {@code
 * {{t.group.key}}}, scripts as the same JSON. Placeholders that a script fills in later ({@code {count}}) stay as they
 * are. Immutable in use: made at start-up and only read after that.
 */
final class Texts {
    private final JsonObject words;

    private Texts(JsonObject words) {
        this.words = words;
    }

    static Texts load(Language language, Site site) {
        String name = "/webroot/text/" + language.code() + ".json";
        try (InputStream in = Texts.class.getResourceAsStream(name)) {
            JsonObject raw = new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return new Texts(new JsonObject(filled(raw.encode(), site.values())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** Values go in as JSON string content, so a quote in an organisation's name cannot end the string. */
    private static String filled(String json, Map<String, String> values) {
        String result = json;
        for (Map.Entry<String, String> value : values.entrySet()) {
            String quoted = Json.encode(value.getValue());
            result = result.replace("{" + value.getKey() + "}", quoted.substring(1, quoted.length() - 1));
        }
        return result;
    }

    Map<String, Object> forTemplates() {
        return words.getMap();
    }

    JsonObject group(String name) {
        return words.getJsonObject(name, new JsonObject());
    }

    byte[] forScripts() {
        return words.toBuffer().getBytes();
    }
}
