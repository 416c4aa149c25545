package nl.rijkscloud.scan;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The head of an answer of an ICAP server (RFC 3507, 4.3.3), and the head of the HTTP response in it, if there is one.
 * Bodies are not read.
 *
 * @param headers with names in lower case
 * @param response what the document would be replaced by
 */
record IcapMessage(int status, Map<String, String> headers, Optional<Head> response) {
    private static final Pattern STATUS = Pattern.compile("(ICAP|HTTP)/\\d\\.\\d (\\d{3})(?: .*)?");
    /** The head of a response stands first, if there is one; what follows begins at the second number. */
    private static final Pattern RESPONSE = Pattern.compile("res-hdr=0, ?(?:res-body|null-body)=(\\d{1,5})");
    private static final String END = "\r\n\r\n";
    private static final int CONTINUE = 100;

    /** A status line and its headers. */
    record Head(String protocol, int status, Map<String, String> headers) {
        static Head parse(String text) throws IOException {
            var lines = text.replaceAll("\r\n[ \t]+", " ").split("\r\n", -1); // X-Violations-Found is folded
            var status = STATUS.matcher(lines[0]);
            if (!status.matches()) {
                throw new IOException("answers, but not as an ICAP server does");
            }
            var headers = new HashMap<String, String>();
            for (var at = 1; at < lines.length; at++) {
                var field = lines[at].split(":", 2);
                headers.putIfAbsent(field[0].strip().toLowerCase(Locale.ROOT),
                        field.length == 2 ? field[1].strip() : "");
            }
            return new Head(status.group(1), Integer.parseInt(status.group(2)), headers);
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isEmpty());
    }

    /** True if the server wants the rest of a document, and has not answered. */
    static boolean isPermission(Buffer bytes) {
        return bytes.length() >= END.length() && isContinue(text(bytes));
    }

    /** True if an answer is complete, as far as we read it. */
    static boolean isWhole(Buffer bytes) {
        try {
            return read(text(bytes)).isPresent();
        } catch (IOException nonsense) {
            return true;
        }
    }

    static IcapMessage parse(Buffer bytes) throws IOException {
        return read(text(bytes)).orElseThrow(() -> new IOException("answers in half"));
    }

    private static String text(Buffer bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static boolean isContinue(String text) {
        return text.matches("(?s)ICAP/1\\.0 100[ \r].*\r\n\r\n.*");
    }

    /** Empty while something is missing. */
    private static Optional<IcapMessage> read(String all) throws IOException {
        var text = isContinue(all) ? all.substring(all.indexOf(END) + END.length()) : all;
        var end = text.indexOf(END);
        if (end < 0) {
            return Optional.empty();
        }
        var head = Head.parse(text.substring(0, end));
        if (!head.protocol().equals("ICAP") || head.status() == CONTINUE) {
            throw new IOException("answers, but not as an ICAP server does");
        }
        var inside = RESPONSE.matcher(head.headers().getOrDefault("encapsulated", ""));
        if (!inside.matches()) {
            return Optional.of(new IcapMessage(head.status(), head.headers(), Optional.empty()));
        }
        var from = end + END.length();
        var to = from + Integer.parseInt(inside.group(1));
        return text.length() < to
                ? Optional.empty()
                : Optional.of(new IcapMessage(head.status(), head.headers(),
                        Optional.of(Head.parse(text.substring(from, to).stripTrailing()))));
    }
}
