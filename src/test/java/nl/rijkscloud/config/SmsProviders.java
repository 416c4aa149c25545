package nl.rijkscloud.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Descriptions of SMS providers, for tests of the gateway. */
public final class SmsProviders {
    private SmsProviders() {}

    public static SmsProvider builtIn(String name) {
        return described(ConfigFile.resource("/sms/" + name + ".yaml"));
    }

    /** Throws {@link ConfigException} with every mistake. */
    public static SmsProvider described(String yaml) {
        var mistakes = new ConfigErrors();
        var section = new Section("sms", Map.of(), Map.of(),
                new ConfigSource(Path.of(""), Map.of(), mistakes, new HashMap<>()));
        var provider = SmsProviderFile.read(new Values(section), "provider", "test.yaml", yaml);
        section.reportUnknown();
        mistakes.throwIfAny();
        return provider;
    }
}
