package nl.rijkscloud.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Asks for a new password: twice and without echo at a terminal, else as one line of the input. A password is never an
 * argument, because the shell's history and every list of processes show arguments.
 */
final class PasswordPrompt {
    private final InputStream in;
    private final Optional<Console> terminal;

    private PasswordPrompt(InputStream in, Optional<Console> terminal) {
        this.in = in;
        this.terminal = terminal;
    }

    static PasswordPrompt ofProcess() {
        return new PasswordPrompt(System.in, Optional.ofNullable(System.console()).filter(Console::isTerminal));
    }

    static PasswordPrompt of(InputStream in) {
        return new PasswordPrompt(in, Optional.empty());
    }

    /** The input without a terminal. */
    InputStream input() {
        return in;
    }

    /** Empty if there is no line, or if the two entries differ. */
    Optional<String> read() throws IOException {
        if (terminal.isPresent()) {
            var first = terminal.get().readPassword("New password: ");
            var second = terminal.get().readPassword("Once more: ");
            return first != null && Arrays.equals(first, second) ? Optional.of(new String(first)) : Optional.empty();
        }
        return Optional.ofNullable(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine());
    }
}
