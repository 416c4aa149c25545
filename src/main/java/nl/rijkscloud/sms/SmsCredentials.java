package nl.rijkscloud.sms;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.Secret;
import nl.rijkscloud.config.SmsProvider;
import nl.rijkscloud.config.SmsProvider.Placeholders;

/**
 * The headers that authenticate the portal to the SMS provider. They hold the token, so only the provider may see them.
 */
public final class SmsCredentials {
    private SmsCredentials() {}

    /** @param reference our name for a message, for a description that wants it in a header */
    public static Map<String, String> headers(Config.Sms config, String reference) {
        var request = config.provider().request();
        var token = config.token().map(Secret::reveal);
        var headers = new LinkedHashMap<String, String>();
        token.ifPresent(secret -> {
            switch (request.authentication()) {
                case BEARER -> headers.put("Authorization", "Bearer " + secret);
                case BASIC -> {
                    var both = (config.user().orElse("") + ":" + secret).getBytes(StandardCharsets.UTF_8);
                    headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
                }
                case NONE -> { }
            }
        });
        var values = Map.of("reference", reference, "token", token.orElse(""));
        request.headers().forEach((name, template) -> headers.put(name, Placeholders.fill(template, values)));
        return headers;
    }

    /** True when messages would go out without the token that the provider's description asks for. */
    public static boolean lackToken(Config.Sms config) {
        var request = config.provider().request();
        return config.token().isEmpty()
                && (request.authentication() != SmsProvider.Authentication.NONE
                        || request.headers().values().stream().flatMap(Placeholders::of).anyMatch("token"::equals));
    }
}
