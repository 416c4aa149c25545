package nl.rijkscloud.mail;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import nl.rijkscloud.kernel.Language;

/**
 * One mail in one language, made of one source that is rendered twice: as plain text and as HTML.
 *
 * <p>The source: a first line {@code Subject: ...}, an empty line, then paragraphs of plain text with empty lines
 * between them. A line break inside a paragraph stays one. {@code {{name}}} stands for a value; {@code
 * {{#name}}...{{/name}}}, within one paragraph, for text that is there only with that value, {@code
 * {{^name}}...{{/name}}} only without. A paragraph that comes out empty is left out. Immutable, safe for use from any
 * thread.
 */
final class MailTemplate {
    /** A rendered mail: the same words as plain text and as HTML. */
    record RenderedMail(HeaderText subject, String text, String html) {
        /** Leaves the content out: it holds a link, which must not reach a log. */
        @Override
        public String toString() {
            return "Mail";
        }
    }

    private static final String SUBJECT = "Subject: ";
    private static final Pattern TAG = Pattern.compile("\\{\\{([#^/]?)([A-Za-z]+)}}");
    private static final int WIDTH = 76;
    private static final Mustache.Compiler TEXT =
            Mustache.compiler().escapeHTML(false).emptyStringIsFalse(true);
    private static final Mustache.Compiler HTML =
            Mustache.compiler().withEscaper(MailTemplate::inHtml).emptyStringIsFalse(true);
    private static final Pattern LINK = Pattern.compile("\\{\\{(link|moreLink)}}");
    private static final String ANCHOR = "{{#$1}}<a href=\"{{$1}}\">{{$1}}</a>{{/$1}}";

    private final Language language;
    private final Template subject;
    private final List<Template> text;
    private final List<Template> html;

    private MailTemplate(Language language, String subject, List<String> paragraphs) {
        this.language = language;
        this.subject = TEXT.compile(subject);
        this.text = paragraphs.stream().map(TEXT::compile).toList();
        this.html =
                paragraphs.stream().map(this::asHtml).map(HTML::compile).toList();
    }

    /**
     * Throws {@link IllegalArgumentException} with a sentence for the operator when the source is not as described
     * above.
     */
    static MailTemplate parse(String source, Language language) {
        var paragraphs = new ArrayList<>(
                Arrays.asList(source.replace("\r\n", "\n").strip().split("\n\\s*\n")));
        var first = paragraphs.removeFirst();
        if (!first.startsWith(SUBJECT) || first.contains("\n")) {
            throw new IllegalArgumentException("the first line must be 'Subject: ...', followed by an empty line");
        }
        checkTags(source);
        try {
            return new MailTemplate(language, first.substring(SUBJECT.length()), paragraphs);
        } catch (MustacheException unbalanced) {
            throw new IllegalArgumentException(unbalanced.getMessage());
        }
    }

    /** @param values written for this language, by the names of {@link Placeholder} */
    RenderedMail render(Map<String, Object> values) {
        var line = new HeaderText(subject.execute(values));
        return new RenderedMail(line, plain(values), MailPage.of(language, line.value(), filled(html, values)));
    }

    private String plain(Map<String, Object> values) {
        return String.join(
                        "\n\n",
                        filled(text, values).stream().map(MailTemplate::wrapped).toList()) + "\n";
    }

    private static List<String> filled(List<Template> paragraphs, Map<String, Object> values) {
        return paragraphs.stream()
                .map(paragraph -> paragraph.execute(values).strip())
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    private static void checkTags(String source) {
        var rest = TAG.matcher(source).replaceAll(tag -> {
            if (Placeholder.of(tag.group(2)).isEmpty()) {
                throw new IllegalArgumentException("there is no value called '" + tag.group(2) + "'");
            }
            return "";
        });
        if (rest.contains("{") || rest.contains("}")) {
            throw new IllegalArgumentException("only {{name}}, {{#name}}, {{^name}} and {{/name}} can be used");
        }
    }

    /** A link that is a paragraph of its own: first as a button, then written out. */
    private static String button(String label) {
        return "{{#$1}}<a class=\"button\" href=\"{{$1}}\">" + label
                + "</a></p>\n<p><a href=\"{{$1}}\">{{$1}}</a>{{/$1}}";
    }

    private String asHtml(String paragraph) {
        var escaped = paragraph
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\n", "<br>\n");
        var alone = LINK.matcher(paragraph);
        return alone.matches()
                ? alone.replaceAll(button(language == Language.NL ? "Open de link" : "Open the link"))
                : LINK.matcher(escaped).replaceAll(ANCHOR);
    }

    /** A value of several lines keeps them. */
    private static String inHtml(String value) {
        return Escapers.HTML.escape(value).replace("\n", "<br>\n");
    }

    /** Breaks lines at spaces. A link is never broken: it has none. */
    private static String wrapped(String paragraph) {
        return String.join(
                "\n", paragraph.lines().map(MailTemplate::wrappedLine).toList());
    }

    private static String wrappedLine(String line) {
        var out = new StringBuilder();
        var column = 0;
        for (var word : line.split(" ", 0)) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                out.append('\n');
                column = 0;
            }
            out.append(column > 0 ? " " : "").append(word);
            column += (column > 0 ? 1 : 0) + word.length();
        }
        return out.toString();
    }
}
