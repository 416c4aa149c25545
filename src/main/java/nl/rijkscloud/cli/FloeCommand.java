package nl.rijkscloud.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.floe.FloeStreams;
import org.conscrypt.Conscrypt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code floe seal} and {@code floe open}: seals and opens the format without the portal, for disaster recovery and for
 * anyone who wants to check the format. It copies one stream to another with constant memory.
 *
 * <p>Exit codes: 0 done, 1 the input is not authentic or a stream failed, 2 wrong options. When opening fails, the
 * bytes already written are authentic but not complete.
 */
@Command(
        name = "floe",
        mixinStandardHelpOptions = true,
        description = "Seals or opens one FLOE stream (c2sp.org/FLOE) from standard input to standard output.")
public final class FloeCommand {
    private static final int FAILED = 1;

    private final InputStream in;
    private final OutputStream out;

    @Spec
    private CommandSpec spec;

    /** Uses the process's own streams, because System.out hides write errors. */
    public FloeCommand() {
        this(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    }

    FloeCommand(InputStream in, OutputStream out) {
        this.in = in;
        this.out = new BufferedOutputStream(out);
    }

    @Command(name = "seal", mixinStandardHelpOptions = true, description = "Seals standard input.")
    int seal(@Mixin FloeOptions options) {
        var key = options.key(provider());
        return run(() -> FloeStreams.seal(key, new SecureRandom(), in, out));
    }

    @Command(
            name = "open",
            mixinStandardHelpOptions = true,
            description = "Opens standard input. What is written is authentic; it is complete if the exit code is 0.")
    int open(
            @Mixin FloeOptions options,
            @Option(
                            names = "--skip",
                            paramLabel = "BYTES",
                            defaultValue = "0",
                            description = "Bytes before the header; 4022 in the portal's blob files. Default: 0.")
                    long skip) {
        var key = options.key(provider());
        options.require(skip >= 0, "--skip is not negative");
        return run(() -> {
            in.skipNBytes(skip);
            FloeStreams.open(key, in, out);
        });
    }

    /** Conscrypt, as in the server, or the JDK's ciphers: recovery must not depend on Conscrypt's native library. */
    private static Provider provider() {
        return Conscrypt.isAvailable() ? Conscrypt.newProvider() : Security.getProvider("SunJCE");
    }

    private interface Work {
        void run() throws IOException, FloeException;
    }

    /** Flushes in either case: the segments before a damaged one are authentic, and perhaps all that remains. */
    private int run(Work work) {
        try {
            try {
                work.run();
            } finally {
                out.flush();
            }
            return 0;
        } catch (FloeException refused) {
            return failed("refused: " + refused.getMessage());
        } catch (IOException failed) {
            return failed("input or output failed: " + failed.getMessage());
        }
    }

    private int failed(String why) {
        spec.commandLine().getErr().println("floe: " + why);
        return FAILED;
    }
}
