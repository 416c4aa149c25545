package nl.rijkscloud.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * A mail as it goes over the line (RFC 5322, RFC 2045): ASCII, lines of at most 76 characters where the words can be broken, each with CRLF at its end.
 * Strict servers refuse a mail with a bare LF. Immutable.
 */
final class MessageText {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int WIDTH = 76;

    private MessageText() {}

    /** @param id the same at every attempt, so that a mail that went out twice is seen to be one */
    static String of(UUID id, Instant now, HeaderText fromName, MailAddress from, MailAddress to, Mail mail) {
        var boundary = "=_" + id; // no line of quoted-printable text begins like this
        return lines(
                header("From", fromName.asDisplayName(), "<" + from + ">"),
                header("To", to.value()),
                header("Subject", mail.subject().encoded()),
                header("Date", DATE.format(now)),
                header("Message-ID", "<" + id + "@" + from.domain() + ">"),
                header("Auto-Submitted", "auto-generated"),
                header("MIME-Version", "1.0"),
                header("Content-Type", "multipart/alternative;", "boundary=\"" + boundary + "\""),
                "",
                "--" + boundary,
                part("plain", mail.text()),
                "--" + boundary,
                part("html", mail.html()),
                "--" + boundary + "--");
    }

    /** Folded between the words where one line would be too long. */
    private static String header(String name, String... words) {
        var line = name + ": " + String.join(" ", words);
        return line.length() <= WIDTH ? line : name + ": " + String.join(HeaderText.FOLD, words);
    }

    private static String part(String type, String text) {
        return lines(header("Content-Type", "text/" + type + "; charset=utf-8"), header("Content-Transfer-Encoding", "quoted-printable"), "") + quoted(text);
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    /** Quoted-printable (RFC 2045 section 6.7), without a full stop or "From " at the start of a line, which servers on the way treat in ways of their own. */
    static String quoted(String text) {
        var out = new StringBuilder();
        for (var line : text.split("\\R", -1)) {
            quote(out, line.getBytes(StandardCharsets.UTF_8));
            out.append("\r\n");
        }
        return out.toString();
    }

    private static void quote(StringBuilder out, byte[] line) {
        var column = 0;
        for (var index = 0; index < line.length; index++) {
            var width = isPlain(line, index) ? 1 : 3;
            if (column + width > WIDTH - 1) {
                out.append("=\r\n");
                column = 0;
            }
            var character = line[index] & 0xff;
            var atStart = column == 0 && (character == '.' || character == 'F' || character == '-');
            if (width == 1 && !atStart) {
                out.append((char) character);
                column++;
            } else {
                out.append(String.format("=%02X", character));
                column += 3;
            }
        }
    }

    private static boolean isPlain(byte[] line, int index) {
        var character = line[index];
        return character > ' ' && character <= '~' && character != '=' || character == ' ' && index < line.length - 1;
    }
}
