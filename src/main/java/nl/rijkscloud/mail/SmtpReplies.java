package nl.rijkscloud.mail;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts the server's replies together from the bytes that come in (RFC 5321 section 4.2). Belongs to one connection's event loop. */
final class SmtpReplies {
    private static final Pattern LINE = Pattern.compile("([2-5]\\d\\d)([ -].*)?");
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_LINES = 500;

    /** @param lines what stands after the code, in capitals, line by line */
    record Reply(int code, List<String> lines) {
        boolean offers(String word) {
            return lines.stream().anyMatch(line -> line.equals(word) || line.startsWith(word + " "));
        }
    }

    private final List<String> lines = new ArrayList<>();
    private Buffer unread = Buffer.buffer();

    /** Adds what came in. Throws {@link IllegalArgumentException} when it is no reply, or too much of one. */
    void add(Buffer bytes) {
        unread.appendBuffer(bytes);
        if (unread.length() > MOST_BYTES) {
            throw new IllegalArgumentException("a reply without an end");
        }
    }

    /** True when bytes are left that nobody has asked for. */
    boolean hasMore() {
        return unread.length() > 0;
    }

    /** The next whole reply, when it is there. */
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
