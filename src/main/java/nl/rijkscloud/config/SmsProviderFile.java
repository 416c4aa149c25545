package nl.rijkscloud.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the description of a provider: one of those in {@code conf/sms}, which are also in the jar, or a file. */
final class SmsProviderFile {
    static final List<String> BUILT_IN = List.of("form-basic", "json-bearer");

    /** Stands in after a mistake, with which no configuration is used. */
    private static final SmsProvider UNREADABLE = new SmsProvider(
            new SmsProvider.Request(SmsProvider.Method.POST, SmsProvider.Authentication.NONE, Map.of(),
                    SmsProvider.Format.JSON, SmsProvider.Retry.NEVER_AFTER_SEND, Map.of()),
            new SmsProvider.Answer(Optional.empty(), List.of(), List.of(), List.of(), Optional.empty()),
            Optional.empty(), Optional.empty());

    private SmsProviderFile() {}

    /** Reads it; after a mistake that leaves nothing to read, another stands in. */
    static SmsProvider load(Values sms, String key) {
        var name = sms.text(key, TextRules.ANYTHING);
        try {
            var yaml = BUILT_IN.contains(name)
                    ? ConfigFile.resource("/sms/" + name + ".yaml")
                    : ConfigFile.text(sms.folder().resolve(name).normalize());
            return read(sms, key, name, yaml);
        } catch (ConfigException unusable) {
            unusable.mistakes().forEach(mistake -> sms.refuse(key, mistake + hint(name)));
        } catch (InvalidPathException notOne) {
            sms.refuse(key, '"' + name + "\" is not a path");
        }
        return UNREADABLE;
    }

    static SmsProvider read(Values sms, String key, String name, String yaml) {
        var content = Yaml.texts(name, yaml);
        var body = Yaml.typed(name, yaml).get("request") instanceof Map<?, ?> request ? request.get("body") : null;
        return SmsProviderReader.read(sms.elsewhere(key, content), body);
    }

    /** A name without a path means a built-in description. */
    private static String hint(String name) {
        return Path.of(name).getNameCount() == 1 && !name.contains(".")
                ? "; built in are " + String.join(" and ", BUILT_IN)
                : "";
    }
}
