package nl.rijkscloud.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import nl.rijkscloud.statement.FileDigests;
import nl.rijkscloud.statement.Inclusion;
import nl.rijkscloud.statement.KeyRing;
import nl.rijkscloud.statement.SignedStatement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code verify}: checks a signed statement against saved public keys, and files against the statement. It needs
 * neither network, portal nor configuration.
 */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a signed statement, such as a receipt, and whether files are the ones that it is about.",
            "The public keys are those of https://PORTAL/.well-known/rijkscloud-keys.json, saved from there before."},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the statement is good, every file is in it, and the proof is good",
            "2:wrong options, or a file cannot be read",
            "3:the statement or the proof is not good, or a file is not in it"})
public final class VerifyCommand implements Callable<Integer> {
    private static final int REFUSED = 2;
    private static final int NOT_GOOD = 3;
    /** Far above a statement about the most documents that a transfer may have. */
    private static final long MOST_BYTES = 64 << 20;
    private static final Pattern STEERING =
            Pattern.compile("\\p{Cntrl}|[\\x{80}-\\x{9f}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    @Spec
    private CommandSpec spec;

    @Option(names = "--keys", required = true, paramLabel = "FILE", description = "The saved public keys.")
    private Path keys;

    @Option(names = "--proof", paramLabel = "FILE",
            description = "The saved proof that the statement is in the head of a day.")
    private Optional<Path> proof = Optional.empty();

    @Parameters(index = "0", paramLabel = "STATEMENT", description = "The statement, as it was downloaded.")
    private Path statement;

    @Parameters(index = "1..*", paramLabel = "FILE", description = "Files to compare with the statement.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        try {
            return verify();
        } catch (IOException unreadable) {
            return failed("cannot be read: " + unreadable.getMessage());
        } catch (IllegalArgumentException notKeys) {
            return failed(keys + ": " + notKeys.getMessage());
        }
    }

    private int verify() throws IOException {
        var checked = SignedStatement.check(text(statement), KeyRing.of(text(keys)));
        if (checked.content().isEmpty()) {
            say("NOT GOOD: " + words(checked.verdict()));
            return NOT_GOOD;
        }
        var content = checked.content().get();
        say("good: the signature is by a key of these, in use at that time");
        tell(content);
        var good = proof.isEmpty() || includes(proof.get());
        for (var file : files) {
            good &= compare(content, file);
        }
        return good ? 0 : NOT_GOOD;
    }

    private boolean includes(Path file) throws IOException {
        var said = text(statement);
        var ring = KeyRing.of(text(keys));
        var day = Inclusion.parse(text(file)).flatMap(found -> found.day(said, ring));
        say(day.map(head -> "good: the statement is in the signed head of " + head)
                .orElse("NOT GOOD: " + file + " does not show that the statement is in the head of a day"));
        return day.isPresent();
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is too large");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1); // bytes that are not ASCII make it no statement
    }

    private static String words(SignedStatement.Verdict verdict) {
        return switch (verdict) {
            case GOOD -> "good";
            case NOT_A_STATEMENT -> "this is not a statement";
            case UNKNOWN_KEY -> "it is signed by a key that is not among these";
            case WRONG_SIGNATURE -> "it was changed, or somebody else signed it";
            case OUTSIDE_KEY_TIME -> "its key signed nothing at the time that it gives";
        };
    }

    private void tell(JsonObject content) {
        say("  kind         " + content.getString("kind"));
        say("  portal       " + content.getString("portal") + ", " + content.getString("organisation"));
        say("  transfer     " + content.getString("number") + ", " + content.getString("transfer"));
        say("  time         " + content.getString("at"));
        List.of("endedAt", "reason", "documentCount", "totalSize").stream().filter(content::containsKey)
                .forEach(name -> say("  %-12s %s".formatted(name, content.getValue(name))));
        Optional.ofNullable(content.getJsonObject("sender")).ifPresent(one -> say("  from         " + party(one)));
        content.getJsonArray("recipients", new JsonArray()).stream().map(JsonObject.class::cast)
                .forEach(one -> say("  to           " + party(one)));
        content.getJsonArray("documents", new JsonArray()).stream().map(JsonObject.class::cast)
                .forEach(one -> say("  document     " + one.getString("name") + ", " + one.getLong("size") + " bytes, "
                        + one.getString("state")
                        + Optional.ofNullable(one.getString("sha256")).map(hash -> ", SHA-256 " + hash).orElse("")));
    }

    private static String party(JsonObject party) {
        return party.getString("name") + " <" + party.getString("email") + ">";
    }

    private boolean compare(JsonObject content, Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var found = FileDigests.read(in).compare(content);
            var names = String.join(", ", found.names());
            say(switch (found.match()) {
                case SAME -> "good: " + file + " is " + names;
                case OTHER -> "NOT GOOD: " + file + " is none of these documents";
                case UNKNOWN -> "NOT GOOD: " + file + " has the size of " + names
                        + ", but this statement knows no content of it; take the receipt of the delivery";
            });
            return found.match() == FileDigests.Match.SAME;
        }
    }

    /** Senders chose the names of documents: none may steer the terminal. */
    private void say(String line) {
        spec.commandLine().getOut().println(STEERING.matcher(line).replaceAll("?"));
    }

    private int failed(String why) {
        spec.commandLine().getErr().println("verify: " + why);
        return REFUSED;
    }
}
