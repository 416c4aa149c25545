package nl.rijkscloud.mail;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Assembles the replies of the server from bytes (RFC 5321 section 4.2). Belongs to the event loop of one connection.
 */
final class SmtpReplies {
    private static final Pattern LINE = Pattern.compile("([2-5]\\d\\d)([ -].*)?");
    private static final Pattern ENHANCED = Pattern.compile("^[245]\\.\\d{1,3}\\.\\d{1,3}\\b");
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_LINES = 500;

    /** @param lines the text after the code, in capitals, line by line */
    record Reply(int code, List<String> lines) {
        boolean offers(String word) {
            return lines.stream().anyMatch(line -> line.equals(word) || line.startsWith(word + " "));
        }

        /** The code, with the enhanced code of RFC 2034 where the server gives one, and without the server's words. */
        String status() {
            var status = ENHANCED.matcher(lines.getFirst());
            return status.find() ? code + " " + status.group() : Integer.toString(code);
        }
    }

    private final List<String> lines = new ArrayList<>();
    private Buffer unread = Buffer.buffer();

    /** Adds received bytes. Throws {@link IllegalArgumentException} if they are not a reply or are too long. */
    void add(Buffer bytes) {
        unread.appendBuffer(bytes);
        if (unread.length() > MOST_BYTES) {
            throw new IllegalArgumentException("a reply without an end");
        }
    }

    /** True if bytes are left that answer no command. */
    boolean hasMore() {
        return unread.length() > 0;
    }

    /** Returns the next complete reply, if there is one. */
    Optional<Reply> next() {
        for (var end = end(); end >= 0; end = end()) {
            var line = LINE.matcher(unread.getString(0, end, StandardCharsets.ISO_8859_1.name()).stripTrailing());
            unread = unread.getBuffer(end + 1, unread.length());
            if (!line.matches() || lines.size() == MOST_LINES) {
                throw new IllegalArgumentException("not a reply");
            }
            var rest = line.group(2) == null ? " " : line.group(2);
            lines.add(rest.substring(1).toUpperCase(Locale.ROOT));
            if (rest.charAt(0) == ' ') {
                var reply = new Reply(Integer.parseInt(line.group(1)), List.copyOf(lines));
                lines.clear();
                return Optional.of(reply);
            }
        }
        return Optional.empty();
    }

    private int end() {
        for (var index = 0; index < unread.length(); index++) {
            if (unread.getByte(index) == '\n') {
                return index;
            }
        }
        return -1;
    }
}
