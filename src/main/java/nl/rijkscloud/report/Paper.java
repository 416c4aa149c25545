package nl.rijkscloud.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.kernel.Language;

/**
 * The content of a PDF: a title, paragraphs, and sections of facts or of rows. Reports and receipts are of this one
 * form, and so is the export of a person's data.
 *
 * @param attachment a signed statement that the PDF carries
 */
public record Paper(
        Language language, String organisation, String title, List<String> paragraphs, List<Section> sections,
        Optional<Attachment> attachment) {
    /** The file name and the text of a signed statement. */
    public record Attachment(String name, String statement) {
        @Override
        public String toString() {
            return "Attachment[" + name + "]";
        }
    }

    /** A line with its name. */
    public record Fact(String name, String value) {}

    /** Has either facts or rows below column headings. */
    public record Section(String heading, List<Fact> facts, List<String> columns, List<List<String>> rows) {
        public static Section ofFacts(String heading, List<Fact> facts) {
            return new Section(heading, facts, List.of(), List.of());
        }

        public static Section ofRows(String heading, List<String> columns, List<List<String>> rows) {
            return new Section(heading, List.of(), columns, rows);
        }

        boolean hasFacts() {
            return !facts.isEmpty();
        }

        boolean hasRows() {
            return !rows.isEmpty();
        }
    }

    private static final Template TEMPLATE = Mustache.compiler().escapeHTML(true).compile(template());

    String xhtml() {
        // The font has composed letters; a letter with a separate accent would lose it.
        return Normalizer.normalize(TEMPLATE.execute(Map.of(
                "lang", language.code(), "organisation", organisation, "title", title, "paragraphs", paragraphs,
                "sections", sections.stream().filter(one -> one.hasFacts() || one.hasRows()).toList())),
                Normalizer.Form.NFC);
    }

    private static Reader template() {
        var file = Paper.class.getResourceAsStream("/paper/paper.xhtml");
        if (file == null) {
            throw new UncheckedIOException(new IOException("no template of papers"));
        }
        return new InputStreamReader(file, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Paper[***]";
    }
}
