package nl.rijkscloud.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Checks the lines of a mail, between DATA and the final dot, and refuses violations of RFC 5321 and RFC 5322. */
public final class StrictMessage {
    private static final int MOST_IN_HEADER = 998;
    private static final Pattern FIELD = Pattern.compile("([!-9;-~]+): ?(\\S.*)");
    private static final Pattern FOLDED = Pattern.compile("[ \t]+\\S.*");
    private static final Pattern DATE = Pattern.compile(
            "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4} "
            + "\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}");
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?[^ ?]+\\?[BbQq]\\?[^ ?]*\\?=");
    private static final int MOST_IN_WORD = 75;
    private static final List<String> ONCE =
            List.of("from", "to", "subject", "date", "message-id", "mime-version", "content-type");

    private StrictMessage() {}

    /**
     * @param sent as received
     * @return the mail itself, without the dots that were added in transit (RFC 5321 section 4.5.2)
     */
    public static List<String> read(List<String> sent) throws StrictLines.Fault {
        var lines = new ArrayList<String>();
        for (var line : sent) {
            if (line.startsWith(".") && !line.startsWith("..")) {
                throw new StrictLines.Fault("554 5.6.0 a line begins with one full stop");
            }
            lines.add(line.startsWith(".") ? line.substring(1) : line);
        }
        var end = lines.indexOf("");
        if (end < 0) {
            throw new StrictLines.Fault("554 5.6.0 no empty line after the header");
        }
        check(fields(lines.subList(0, end)));
        return lines;
    }

    private static Map<String, List<String>> fields(List<String> header) throws StrictLines.Fault {
        var fields = new TreeMap<String, List<String>>();
        List<String> current = null;
        for (var line : header) {
            var field = FIELD.matcher(line);
            if (current != null && FOLDED.matcher(line).matches()) {
                current.set(current.size() - 1, current.getLast() + line);
            } else if (field.matches()) {
                current = fields.computeIfAbsent(field.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>());
                current.add(field.group(2));
            } else {
                throw new StrictLines.Fault("554 5.6.0 not a header field");
            }
        }
        return fields;
    }

    private static void check(Map<String, List<String>> fields) throws StrictLines.Fault {
        for (var name : ONCE) {
            if (fields.getOrDefault(name, List.of()).size() != 1) {
                throw new StrictLines.Fault("554 5.6.0 not exactly one " + name);
            }
        }
        if (!DATE.matcher(fields.get("date").getFirst()).matches()) {
            throw new StrictLines.Fault("554 5.6.0 the date is not one of RFC 5322");
        }
        for (var values : fields.values()) {
            for (var value : values) {
                if (value.length() > MOST_IN_HEADER) {
                    throw new StrictLines.Fault("552 5.6.0 header field too long");
                }
                if (ENCODED_WORD.matcher(value).results().anyMatch(word -> word.group().length() > MOST_IN_WORD)) {
                    throw new StrictLines.Fault("554 5.6.0 an encoded word is longer than 75 characters");
                }
            }
        }
    }
}
