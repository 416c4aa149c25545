package nl.rijkscloud.content;

import java.util.Locale;
import java.util.regex.Pattern;

/** Detects the kinds of text documents. */
final class TextKinds {
    /** The number of bytes searched: a text shows its kind at its beginning. */
    private static final int BEGINNING = 8192;

    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{1,40}:[ \\t].*");
    private static final Pattern MAIL = Pattern.compile(
            "(?im)^(from|to|return-path|received|date|subject|message-id|mime-version|delivered-to|x-[a-z-]+):\\s");
    private static final Pattern SYLK =
            Pattern.compile("ID;P[A-Z0-9]*(;[A-Z][^;\\r\\n]*)*[\\r\\n]+[A-Z]{1,2};.*", Pattern.DOTALL);
    private static final Pattern REAL_PDF = Pattern.compile("%PDF-\\d\\.\\d\\s*([\\r\\n].*)?", Pattern.DOTALL);

    private TextKinds() {}

    /** @param table whether a program for tables will open it, to which some beginnings mean more */
    static ContentKind of(DecodedText writing, boolean table) {
        var text = beginning(writing.text());
        if (text.startsWith("{\\rtf")) {
            return ContentKind.RTF;
        }
        if (REAL_PDF.matcher(text).matches()) {
            return ContentKind.PDF;
        }
        if (text.startsWith("%FDF-")) {
            return ContentKind.PDF_FORM_DATA;
        }
        if (text.startsWith("%!PS")) {
            return ContentKind.POSTSCRIPT;
        }
        if ((table && text.startsWith("ID;")) || SYLK.matcher(text).matches()) {
            return ContentKind.SYLK;
        }
        if (text.startsWith("<")) {
            return MarkupKinds.of(text, writing.text());
        }
        if (ScriptDetector.isOne(text)) {
            return ContentKind.SCRIPT;
        }
        return isMail(text) ? mail(text) : writing.unusual() ? ContentKind.UTF32_TEXT : ContentKind.PLAIN_TEXT;
    }

    private static String beginning(String text) {
        var start = 0;
        while (start < text.length()
                && (Character.isWhitespace(text.charAt(start)) || text.charAt(start) == '\ufeff')) {
            start++;
        }
        return text.substring(start, Math.min(text.length(), start + BEGINNING));
    }

    /** Two lines like those of a mail's head, and the first of them at the beginning. */
    private static boolean isMail(String text) {
        var lines = text.lines().limit(12).toList();
        return (!lines.isEmpty() && HEADER.matcher(lines.getFirst()).matches()
                && MAIL.matcher(String.join("\n", lines)).results().count() >= 2)
                || text.regionMatches(true, 0, "MIME-Version:", 0, 13);
    }

    private static ContentKind mail(String text) {
        var head = text.toLowerCase(Locale.ROOT);
        return head.contains("content-type: multipart/related") || head.contains("content-location: file:")
                ? ContentKind.WEB_ARCHIVE : ContentKind.EMAIL;
    }
}
