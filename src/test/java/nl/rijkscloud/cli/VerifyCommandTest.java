package nl.rijkscloud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import nl.rijkscloud.statement.Manipulated;
import nl.rijkscloud.statement.ManipulatedProofs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {
    private final Manipulated statements = new Manipulated();

    @TempDir
    private Path folder;

    private record Run(int code, String out) {}

    @Test
    void goodStatementIsToldAndGivesZero() throws IOException {
        var run = run(statements.good());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("good: the signature", "Anna de Vries <anna@voorbeeld.nl>", "K7QM-3XRX");
    }

    @Test
    void everyManipulatedStatementGivesThreeAndIsNotTold() throws IOException {
        for (var one : statements.all().entrySet()) {
            var run = run(one.getValue());
            assertThat(run.code()).as(one.getKey()).isEqualTo(3);
            assertThat(run.out()).as(one.getKey()).startsWith("NOT GOOD").doesNotContain("Ann");
        }
    }

    @Test
    void onlyTheFilesOfTheStatementAreGood() throws IOException {
        var statement = statements.about("brief.txt", "De inhoud".getBytes(), "later.txt", 5);
        var same = Files.writeString(folder.resolve("een andere naam.txt"), "De inhoud");
        var other = Files.writeString(folder.resolve("brief.txt"), "De inhouD");
        var unknown = Files.writeString(folder.resolve("later.txt"), "vijf.");

        assertThat(run(statement, same)).extracting(Run::code).isEqualTo(0);
        assertThat(run(statement, same).out()).contains("is brief.txt");
        assertThat(run(statement, same, other)).extracting(Run::code).isEqualTo(3);
        assertThat(run(statement, other).out()).contains("is none of these documents");
        assertThat(run(statement, unknown).code()).isEqualTo(3);
        assertThat(run(statement, unknown).out()).contains("knows no content of it");
    }

    @Test
    void savedProofTellsTheDayAndAManipulatedOneGivesThree() throws IOException {
        var proofs = new ManipulatedProofs(statements);
        var keys = Files.writeString(folder.resolve("keys.json"), statements.keys());
        var text = Files.writeString(folder.resolve("statement.jws"), statements.good());
        var file = folder.resolve("dagstaat.json");
        var command = new String[] {
            "--keys", keys.toString(), "--proof", file.toString(), text.toString()};

        Files.writeString(file, proofs.good());
        assertThat(execute(command).code()).isZero();
        assertThat(execute(command).out()).contains("good: the statement is in the signed head of 2026-11-30");
        for (var one : proofs.all().entrySet()) {
            Files.writeString(file, one.getValue());
            assertThat(execute(command)).as(one.getKey()).extracting(Run::code).isEqualTo(3);
        }
    }

    @Test
    void nameOfADocumentCannotSteerTheTerminal() throws IOException {
        var run = run(statements.about("\u001b[2J\u202egoed\u009b.txt", new byte[1], "x", 5));

        assertThat(run.out()).contains("?[2J?goed?.txt").doesNotContain("\u001b", "\u202e", "\u009b");
    }

    @Test
    void missingFilesAndOtherKeysAreMistakesOfTheCaller() throws IOException {
        var text = Files.writeString(folder.resolve("s"), statements.good());
        var keys = Files.writeString(folder.resolve("keys"), "{}");

        assertThat(execute("--keys", folder.resolve("none").toString(), text.toString()).code()).isEqualTo(2);
        assertThat(execute("--keys", keys.toString(), text.toString()).code()).isEqualTo(2);
        assertThat(execute(text.toString()).code()).isEqualTo(2);
    }

    private Run run(String statement, Path... files) throws IOException {
        var keys = Files.writeString(folder.resolve("keys.json"), statements.keys());
        var text = Files.writeString(folder.resolve("statement.jws"), statement);
        return execute(Stream.concat(Stream.of("--keys", keys.toString(), text.toString()),
                Stream.of(files).map(Path::toString)).toArray(String[]::new));
    }

    private static Run execute(String... arguments) {
        var out = new StringWriter();
        var code = new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter())).execute(arguments);
        return new Run(code, out.toString());
    }
}
