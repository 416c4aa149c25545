package nl.rijkscloud.portal;

import java.io.PrintWriter;
import java.util.List;

/** Runs commands for tests of other rooms, in this process. */
public final class TestCommands {
    private TestCommands() {}

    /** Returns the exit code. */
    public static int run(PrintWriter out, List<String> arguments) {
        return Main.commandLine().setOut(out).setErr(out).execute(arguments.toArray(String[]::new));
    }
}
