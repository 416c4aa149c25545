package nl.rijkscloud.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Describes the interface of one SMS provider. {@code conf/sms/json-bearer.yaml} has the same shape and explains each
 * key.
 *
 * @param check a harmless request that shows if our credentials work; empty when the provider has none
 * @param callback the form of its delivery reports; empty when it sends none
 */
public record SmsProvider(Request request, Answer answer, Optional<Check> check, Optional<Callback> callback) {
    /** The methods that a provider may ask for. GET is none: its address would put the code in logs. */
    public enum Method { POST, PUT }

    public enum Authentication { NONE, BEARER, BASIC }

    public enum Format { JSON, FORM }

    /** The action when it is unknown whether a message was taken. */
    public enum Retry { SAME_REFERENCE, NEVER_AFTER_SEND }

    public enum Encoding { HEX, BASE64 }

    /**
     * @param headers by name; a value may hold {@code {reference}} and {@code {token}}
     * @param body a tree of maps, lists, texts, numbers and booleans; a text may hold {@code {number}}, {@code
     *     {digits}}, {@code {sender}}, {@code {text}} and {@code {reference}}. A form has names and texts only
     */
    public record Request(
            Method method, Authentication authentication, Map<String, String> headers, Format format, Retry retry,
            Map<String, Object> body) {}

    /**
     * Statuses are numbers or classes ({@code 4xx}); a number overrides its class. A status in no list counts as no
     * answer.
     *
     * @param id the JSON pointer (RFC 6901) to the provider's id of the message
     * @param state where a provider says more than its status does; it is read when the status is an accepted one
     */
    public record Answer(
            Optional<String> id, List<String> accepted, List<String> refused, List<String> again,
            Optional<State> state) {}

    /** @param at a JSON pointer */
    public record State(String at, List<String> accepted, List<String> refused, List<String> again) {}

    /**
     * A GET with our credentials that sends no message.
     *
     * @param address absolute, or relative to that of the gateway
     * @param accepted and {@code refused}: statuses, as in {@link Answer}; any other status leaves the credentials
     *     undecided
     */
    public record Check(String address, List<String> accepted, List<String> refused) {}

    /**
     * @param id and {@code reference}: JSON pointers to the provider's id, and to ours; at least one
     * @param status the JSON pointer to a word; one that is in neither list says nothing new
     */
    public record Callback(
            Signature signature, Optional<Timestamp> timestamp, Optional<String> id, Optional<String> reference,
            String status, List<String> delivered, List<String> failed) {}

    /**
     * HMAC-SHA-256 (RFC 2104) over the signed text.
     *
     * @param prefix the text before it in the header
     * @param signed {@code {body}} is the body as it came, {@code {timestamp}} the text of the other header
     */
    public record Signature(String header, Optional<String> prefix, Encoding encoding, String signed) {}

    /**
     * A header with a Unix time, in seconds or milliseconds.
     *
     * @param tolerance how far it may be from our clock
     */
    public record Timestamp(String header, Duration tolerance) {}

    /** Texts with words in braces that stand for values: {@code Bearer {token}}. Other braces are only braces. */
    public static final class Placeholders {
        private static final Pattern WORD = Pattern.compile("\\{([A-Za-z]+)}");

        private Placeholders() {}

        public static Stream<String> of(String template) {
            return WORD.matcher(template).results().map(found -> found.group(1));
        }

        /** Puts the values in, once: a value that holds a word in braces stays as it is. */
        public static String fill(String template, Map<String, String> values) {
            return WORD.matcher(template).replaceAll(
                    found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
        }
    }
}
