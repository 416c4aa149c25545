package nl.rijkscloud.mail;

import com.samskivert.mustache.Escapers;
import java.util.List;
import nl.rijkscloud.kernel.Language;

/**
 * The HTML page around the paragraphs of a mail: at most 600 pixels wide, without pictures, remote content or colours
 * of its own, so that a mail program in dark mode shows it dark.
 */
final class MailPage {
    private static final String FOOT = """
        </main>
        </body>
        </html>
        """;

    private MailPage() {}

    /**
     * @param subject plain text
     * @param paragraphs HTML
     */
    static String of(Language language, String subject, List<String> paragraphs) {
        var page = new StringBuilder("""
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; }
            body { margin: 0; padding: 16px; font: 16px/1.5 "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
            main { display: block; max-width: 600px; margin: 0 auto; }
            p { margin: 0 0 16px; }
            a { overflow-wrap: anywhere; word-break: break-word; }
            .button { display: inline-block; padding: 12px 20px; border: 2px solid; border-radius: 6px;
              font-weight: bold; text-decoration: none; }
            </style>
            </head>
            <body>
            <main>
            """.formatted(language.code(), escaped(subject)));
        paragraphs.forEach(paragraph -> page.append("<p>").append(paragraph).append("</p>\n"));
        return page.append(FOOT).toString();
    }

    private static String escaped(String text) {
        return Escapers.HTML.escape(text);
    }
}
