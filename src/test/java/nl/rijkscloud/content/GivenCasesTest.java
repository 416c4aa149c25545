package nl.rijkscloud.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import nl.rijkscloud.content.ContentJudgement.NameMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sample files that lie beside the source tree on some machines, with a table of expected outcomes. They are a sample
 * of kinds: where two files have the same bytes and different expectations, no rule can meet both, so the test requires
 * every dangerous file to be refused and most others to come out as expected.
 */
final class GivenCasesTest {
    private static final Path CASES = Path.of("../shared/cases/files.json");

    private static final byte[] PDF = ("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<</Type/Catalog/Pages 2 0 "
            + "R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]"
            + "/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n").getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    Path folder;

    private record Case(String name, String extension, String expected, NameMatch found, ContentKind kind) {
        String outcome() {
            return switch (found) {
                case FITS -> "fits";
                case OTHER_KIND -> "warn";
                case PROGRAM, UNRECOGNISED -> "refuse";
            };
        }
    }

    @Test
    void mostFilesComeOutAsExpectedAndNoDangerousOnePasses() throws IOException {
        assumeTrue(Files.exists(CASES), "the made files are not here");
        var check = Shipped.check(folder);
        var cases = new JsonArray(Files.readString(CASES)).stream().map(JsonObject.class::cast)
                .map(one -> judged(check, one)).toList();
        var table = new TreeMap<String, Integer>();
        cases.forEach(
                one -> table.merge("expected %-6s found %s".formatted(one.expected(), one.outcome()), 1, Integer::sum));
        System.out.println(cases.size() + " made files: " + table);
        var wrong = cases.stream().filter(one -> !one.outcome().equals(one.expected())).toList();
        wrong.forEach(System.out::println);
        assertThat(wrong).as("programs that pass").noneMatch(one -> one.expected().equals("refuse"));
        assertThat(wrong).as("documents that are refused").noneMatch(one -> one.outcome().equals("refuse"));
        assertThat(wrong).hasSizeLessThan(cases.size() / 50);
    }

    private static Case judged(ContentCheck check, JsonObject one) {
        var start = HexFormat.of().parseHex(one.getString("hex"));
        var length = one.getInteger("of", start.length + one.getInteger("zeros", 0));
        var head = Arrays.copyOf(start,
                one.getString("extension").equals("pdf") ? length : start.length + one.getInteger("zeros", 0));
        if (length > start.length && one.containsKey("of") && one.getString("extension").equals("pdf")) {
            // Samples with a long prefix were cut off before the document itself; it ends like the other samples.
            System.arraycopy(PDF, 0, head, length - PDF.length, Math.min(PDF.length, length));
        }
        var found = check.look("stuk." + one.getString("extension"), DocumentSample.of(head, length));
        return new Case(one.getString("name"), one.getString("extension"), one.getString("expected"), found.standing(),
                found.kind());
    }
}
