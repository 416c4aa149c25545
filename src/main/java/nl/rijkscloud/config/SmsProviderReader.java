package nl.rijkscloud.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.config.SmsProvider.Format;
import nl.rijkscloud.config.SmsProvider.Retry;
import org.jspecify.annotations.Nullable;

/** Makes an {@link SmsProvider} out of its description, with the rules between its keys. */
final class SmsProviderReader {
    private static final Set<String> IN_BODY =
            new TreeSet<>(List.of("digits", "number", "reference", "sender", "text"));
    private static final Set<String> IN_HEADERS = new TreeSet<>(List.of("reference", "token"));
    private static final String REFERENCE = "reference";

    private SmsProviderReader() {}

    /** @param body of the request, with types */
    static SmsProvider read(Values keys, @Nullable Object body) {
        return new SmsProvider(
                request(keys.group("request"), body), answer(keys.group("answer")),
                keys.optionalGroup("check").flatMap(SmsProviderReader::check),
                keys.optionalGroup("callback").map(SmsProviderReader::callback));
    }

    private static SmsProvider.Request request(Values keys, @Nullable Object tree) {
        keys.leave("body");
        var request = new SmsProvider.Request(
                keys.choice("method", SmsProvider.Method.class),
                keys.choice("authentication", SmsProvider.Authentication.class),
                keys.texts("headers", TextRules.HEADER_NAME, TextRules.HEADER_VALUE),
                keys.choice("format", Format.class), keys.choice("retry", Retry.class),
                tree instanceof Map<?, ?> map ? body(map) : Map.of());
        words(keys, request);
        if (request.format() == Format.FORM && !request.body().values().stream()
                .allMatch(SmsProviderReader::isScalar)) {
            keys.refuse("body", "is a form, so it can hold names and texts only, no groups or lists");
        }
        return request;
    }

    /** Every word in a template must be known, and every required word must be in one. */
    private static void words(Values keys, SmsProvider.Request request) {
        var inBody = words(texts(request.body()));
        var inHeaders = words(request.headers().values().stream());
        refuseUnknown(keys, "body", inBody, IN_BODY);
        refuseUnknown(keys, "headers", inHeaders, IN_HEADERS);
        if (!inBody.contains("text") || (!inBody.contains("number") && !inBody.contains("digits"))) {
            keys.refuse("body", "needs {text}, and {number} or {digits}");
        }
        if (request.retry() == Retry.SAME_REFERENCE && !inBody.contains(REFERENCE) && !inHeaders.contains(REFERENCE)) {
            keys.refuse("retry",
                    "same-reference needs {reference} in the body or in a header; without it write never-after-send");
        }
    }

    private static void refuseUnknown(Values keys, String key, Set<String> used, Set<String> known) {
        used.stream().filter(word -> !known.contains(word)).forEach(word -> keys.refuse(key, "{" + word + "} is unknown"
                + NearMiss.of(word, known).map(near -> "; did you mean {" + near + "}?").orElse("")));
    }

    private static Set<String> words(Stream<String> templates) {
        return templates.flatMap(SmsProvider.Placeholders::of).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> texts(Object node) {
        return switch (node) {
            case Map<?, ?> map -> map.values().stream().flatMap(SmsProviderReader::texts);
            case List<?> list -> list.stream().flatMap(SmsProviderReader::texts);
            case String text -> Stream.of(text);
            case null, default -> Stream.empty();
        };
    }

    private static boolean isScalar(Object value) {
        return value != null && !(value instanceof Map) && !(value instanceof List);
    }

    private static Map<String, Object> body(Map<?, ?> map) {
        var body = new LinkedHashMap<String, Object>(); // in the order of the file
        map.forEach((name, value) -> body.put(String.valueOf(name), value));
        return body;
    }

    private static SmsProvider.Answer answer(Values keys) {
        var answer = new SmsProvider.Answer(
                keys.optional("id", TextRules.POINTER), keys.list("accepted", TextRules.HTTP_STATUS),
                keys.list("refused", TextRules.HTTP_STATUS), keys.list("again", TextRules.HTTP_STATUS),
                keys.optionalGroup("state").flatMap(SmsProviderReader::state));
        refuseDoubles(keys, List.of(answer.accepted(), answer.refused(), answer.again()));
        return answer;
    }

    /** Empty when the group has only empty keys, as in the file that explains them. */
    private static Optional<SmsProvider.State> state(Values keys) {
        var at = keys.optional("at", TextRules.POINTER);
        var accepted = keys.list("accepted", TextRules.ANYTHING);
        var refused = keys.list("refused", TextRules.ANYTHING);
        var again = keys.list("again", TextRules.ANYTHING);
        refuseDoubles(keys, List.of(accepted, refused, again));
        if (at.isPresent() == accepted.isEmpty()) {
            keys.refuse("needs at and accepted, or neither");
        }
        return at.map(pointer -> new SmsProvider.State(pointer, accepted, refused, again));
    }

    /** Empty without an address, as in the file that explains it. */
    private static Optional<SmsProvider.Check> check(Values keys) {
        var address = keys.optional("address", TextRules.CHECK_ADDRESS);
        var accepted = keys.list("accepted", TextRules.HTTP_STATUS);
        var refused = keys.list("refused", TextRules.HTTP_STATUS);
        refuseDoubles(keys, List.of(accepted, refused));
        if (address.isPresent() && (accepted.isEmpty() || refused.isEmpty())) {
            keys.refuse("needs accepted and refused: else it says nothing");
        }
        return address.map(where -> new SmsProvider.Check(where, accepted, refused));
    }

    private static void refuseDoubles(Values keys, List<List<String>> lists) {
        var seen = new ArrayList<String>();
        lists.stream().flatMap(List::stream).forEach(word -> {
            if (seen.contains(word)) {
                keys.refuse("has \"" + word + "\" twice");
            }
            seen.add(word);
        });
    }

    private static SmsProvider.Callback callback(Values keys) {
        var timestamp = keys.optionalGroup("timestamp").map(group -> new SmsProvider.Timestamp(
                group.text("header", TextRules.HEADER_NAME), group.duration("tolerance", "10s", "1h")));
        var callback = new SmsProvider.Callback(
                signature(keys.group("signature"), timestamp.isPresent()), timestamp,
                keys.optional("id", TextRules.POINTER), keys.optional(REFERENCE, TextRules.POINTER),
                keys.text("status", TextRules.POINTER), keys.list("delivered", TextRules.ANYTHING),
                keys.list("failed", TextRules.ANYTHING));
        if (callback.id().isEmpty() && callback.reference().isEmpty()) {
            keys.refuse("needs id or reference, to know which message it is about");
        }
        refuseDoubles(keys, List.of(callback.delivered(), callback.failed()));
        return callback;
    }

    private static SmsProvider.Signature signature(Values keys, boolean timed) {
        var signed = keys.optional("signed", TextRules.SIGNED).orElse(timed ? "{timestamp}.{body}" : "{body}");
        if (signed.contains("{timestamp}") != timed) {
            keys.refuse("signed", timed
                    ? "leaves {timestamp} out: anybody could give an old report a new time"
                    : "has {timestamp}, but there is no timestamp header");
        }
        return new SmsProvider.Signature(
                keys.text("header", TextRules.HEADER_NAME), keys.optional("prefix", TextRules.ANYTHING),
                keys.choice("encoding", SmsProvider.Encoding.class), signed);
    }
}
