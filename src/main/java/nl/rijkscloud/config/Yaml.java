package nl.rijkscloud.config;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.LoadSettingsBuilder;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** Reads YAML into maps and lists. Throws {@link ConfigException} for malformed text, without a word of it. */
final class Yaml {
    private Yaml() {}

    /** Every scalar is a text (failsafe schema): no {@code no} becomes false, no phone number becomes octal. */
    static Map<?, ?> texts(String name, String yaml) {
        return parsed(name, yaml, LoadSettings.builder()
                .setSchema(new FailsafeSchema())
                // which the schema resolves but cannot construct
                .setTagConstructors(Map.of(Tag.NULL, nothing -> null)));
    }

    /** Reads numbers, true and false as JSON does, unless they stand in quotes. */
    static Map<?, ?> typed(String name, String yaml) {
        return parsed(name, yaml, LoadSettings.builder().setSchema(new JsonSchema()));
    }

    private static Map<?, ?> parsed(String name, String yaml, LoadSettingsBuilder settings) {
        try {
            return switch (new Load(settings.setAllowDuplicateKeys(false).build()).loadFromString(yaml)) {
                case Map<?, ?> map -> map;
                case null -> Map.of();
                default -> throw new ConfigException(List.of(name + ": must hold keys and values"));
            };
        } catch (MarkedYamlEngineException wrong) {
            // Not its message: that quotes the line, and the line may hold a password.
            var line = wrong.getProblemMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
            throw new ConfigException(List.of(name + line + ": is not YAML: " + wrong.getProblem()));
        } catch (YamlEngineException wrong) {
            throw new ConfigException(List.of(name + ": is not YAML"));
        }
    }
}
