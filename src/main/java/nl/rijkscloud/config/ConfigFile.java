package nl.rijkscloud.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Reads {@code rijkscloud.yaml}. The file of that name in {@code conf/} is also in the jar, and is the only place where
 * defaults stand: the operator's file is laid over it, key by key, except for the keys that must be set. Blocking; used
 * once, at the start.
 *
 * <p>Every scalar is read as text (YAML's failsafe schema): no {@code no} becomes false, no phone number becomes octal.
 */
public final class ConfigFile {
    private static final String DEFAULTS = "/rijkscloud.yaml";

    private ConfigFile() {}

    /**
     * @param environment may name files that hold secrets, see the file
     * @throws ConfigException with every mistake there is
     */
    public static Config load(Path file, Map<String, String> environment) {
        var mistakes = new Mistakes();
        var absolute = file.toAbsolutePath();
        var source = new Source(absolute.getParent(), environment, mistakes);
        var section = new Section("", parsed(file.toString(), text(absolute)), parsed(DEFAULTS, defaults()), source);
        var config = ConfigReader.read(new Values(section));
        section.refuseUnknown();
        new Consistency(mistakes).check(config);
        mistakes.throwIfAny();
        return config;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new ConfigException(List.of(file + ": there is no such file"));
        } catch (IOException unreadable) {
            throw new ConfigException(List.of(file + ": cannot be read as UTF-8 text"));
        }
    }

    private static String defaults() {
        try (InputStream in = ConfigFile.class.getResourceAsStream(DEFAULTS)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("the jar has no defaults", broken);
        }
    }

    private static Map<?, ?> parsed(String name, String yaml) {
        var settings = LoadSettings.builder()
                .setSchema(new FailsafeSchema())
                .setTagConstructors(Map.of(Tag.NULL, nothing -> null)) // which the schema resolves but cannot construct
                .setAllowDuplicateKeys(false)
                .build();
        try {
            return switch (new Load(settings).loadFromString(yaml)) {
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
