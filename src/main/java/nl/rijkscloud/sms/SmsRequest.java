package nl.rijkscloud.sms;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.SmsProvider;
import nl.rijkscloud.config.SmsProvider.Placeholders;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * One message as the provider wants it. The description is a tree and not a text with holes: the encoder of the format
 * writes each value, so a value cannot end a field. Immutable, safe for use from any thread.
 */
final class SmsRequest {
    private final Config.Sms config;
    private final SmsProvider.Request shape;

    SmsRequest(Config.Sms config) {
        this.config = config;
        this.shape = config.provider().request();
    }

    RequestOptions options(UUID reference, Duration toConnect) {
        // A redirect would take code and token to an address that nobody configured.
        var options = new RequestOptions()
                .setAbsoluteURI(config.url().toString())
                .setMethod(HttpMethod.valueOf(shape.method().name()))
                .setFollowRedirects(false)
                .setConnectTimeout(toConnect.toMillis())
                .putHeader(HttpHeaders.USER_AGENT, "Rijkscloud")
                .putHeader(HttpHeaders.CONTENT_TYPE, switch (shape.format()) {
                    case JSON -> "application/json";
                    case FORM -> "application/x-www-form-urlencoded";
                });
        SmsCredentials.headers(config, reference.toString()).forEach(options::putHeader);
        return options;
    }

    Buffer body(UUID reference, PhoneNumber to, String text) {
        var values = Map.of(
                "number", to.e164(), "digits", to.e164().substring(1), "sender", config.sender(), "text", text,
                "reference", reference.toString());
        var filled = filled(shape.body(), values);
        return switch (shape.format()) {
            case JSON -> new JsonObject(filled).toBuffer();
            case FORM -> Buffer.buffer(filled.entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(String.valueOf(field.getValue())))
                    .collect(Collectors.joining("&")));
        };
    }

    private static Map<String, Object> filled(Map<?, ?> group, Map<String, String> values) {
        var filled = new LinkedHashMap<String, Object>();
        group.forEach((name, node) -> filled.put(name.toString(), filled(node, values)));
        return filled;
    }

    private static Object filled(Object node, Map<String, String> values) {
        return switch (node) {
            case String template -> Placeholders.fill(template, values);
            case Map<?, ?> group -> filled(group, values);
            case List<?> list -> list.stream().map(item -> filled(item, values)).toList();
            case null, default -> node;
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
