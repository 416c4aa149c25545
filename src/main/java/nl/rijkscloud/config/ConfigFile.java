package nl.rijkscloud.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code rijkscloud.yaml}. The file of that name in {@code conf/} is also in the jar, and is the only place where
 * defaults stand: the operator's file is laid over it, key by key, except for the keys that must be set. Blocking; used
 * once, at the start.
 */
public final class ConfigFile {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigFile.class);
    private static final String DEFAULTS = "/rijkscloud.yaml";

    private ConfigFile() {}

    /** Warns in the log of every unknown name that the operator wants tolerated. */
    public static Config load(Path file, Map<String, String> environment) {
        return load(file, environment, LOG::warn);
    }

    /**
     * @param environment may name files that hold secrets, see the file
     * @param warnings gets every unknown name that the operator wants tolerated
     * @throws ConfigException with every mistake there is
     */
    public static Config load(Path file, Map<String, String> environment, Consumer<String> warnings) {
        var mistakes = new ConfigErrors();
        var absolute = file.toAbsolutePath();
        var source = new ConfigSource(absolute.resolveSibling(""), environment, mistakes, new LinkedHashMap<>());
        var section = new Section("", Yaml.texts(file.toString(), text(absolute)),
                Yaml.texts(DEFAULTS, resource(DEFAULTS)), source);
        var config = ConfigReader.read(new Values(section));
        section.reportUnknown();
        Variables.reportUnknown(environment, ConfigSource.variables(), mistakes);
        new Consistency(mistakes).check(config);
        var tolerated = UnknownNames.areTolerated(environment, mistakes)
                ? mistakes.takeUnknown() : List.<String>of();
        mistakes.throwIfAny();
        tolerated.forEach(name -> warnings.accept(name + " (ignored, as " + UnknownNames.OPTION + " says)"));
        return config;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new ConfigException(List.of(file + ": there is no such file"));
        } catch (IOException unreadable) {
            throw new ConfigException(List.of(file + ": cannot be read as UTF-8 text"));
        }
    }

    static String resource(String name) {
        try (InputStream in = ConfigFile.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("the jar has no " + name, broken);
        }
    }
}
