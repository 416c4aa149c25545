package nl.rijkscloud.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The production jar, run by the JDK that runs the tests. */
final class Jar {
    static final Path PATH = Path.of(System.getProperty("rijkscloud.jar"));

    private static final int PATIENCE_S = 180;

    private Jar() {}

    /** The end of a command. */
    record Outcome(int code, byte[] out, String err) {}

    static List<String> command(List<String> jvm, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-jar", PATH.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs one command to its end. */
    static Outcome run(String... arguments) throws IOException, InterruptedException {
        return run(new byte[0], arguments);
    }

    /** The same, with input and output through pipes. */
    static Outcome run(byte[] in, String... arguments) throws IOException, InterruptedException {
        var err = Files.createTempFile("rijkscloud", ".err");
        try {
            var process = new ProcessBuilder(command(List.of("-XX:TieredStopAtLevel=1"), arguments))
                    .redirectError(Redirect.to(err.toFile()))
                    .start();
            Thread.ofVirtual().start(() -> feed(process, in));
            var out = process.getInputStream().readAllBytes();
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still runs: " + List.of(arguments));
            }
            return new Outcome(process.exitValue(), out, Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(err);
        }
    }

    private static void feed(Process process, byte[] in) {
        try (var pipe = process.getOutputStream()) {
            pipe.write(in);
        } catch (IOException closed) {
            // it stopped reading, and its exit code says whether that was right
        }
    }
}
