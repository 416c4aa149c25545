package nl.rijkscloud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import nl.rijkscloud.floe.FloeKey;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.floe.FloeStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Runs the command as the process would, on streams of the test. */
final class FloeCommandTest {
    private static final byte[] KEY = HexFormat.of().parseHex("a5".repeat(32));
    private static final String HEX = HexFormat.of().formatHex(KEY);
    private static final byte[] PLAINTEXT = new byte[100_000];
    private static final int AUTHENTIC = 65504; // the first segment's plaintext

    @TempDir
    Path folder;

    private record Run(int code, byte[] out, String err) {}

    private static Run run(byte[] in, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new StringWriter();
        return new Run(execute(in, out, err, arguments), out.toByteArray(), err.toString());
    }

    private static int execute(byte[] in, OutputStream out, StringWriter err, String... arguments) {
        return new CommandLine(new FloeCommand(new ByteArrayInputStream(in), out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void openReversesSeal() {
        var sealed = run(PLAINTEXT, "seal", "--key", HEX);
        assertThat(sealed.code).isZero();
        assertThat((long) sealed.out.length).isEqualTo(FloeParameters.STANDARD.ciphertextLength(PLAINTEXT.length));
        var opened = run(sealed.out, "open", "--key", HEX);
        assertThat(opened.code).isZero();
        assertThat(opened.out).isEqualTo(PLAINTEXT);
        assertThat(opened.err).isEmpty();
    }

    @Test
    void takesKeyAndAssociatedDataFromFiles() throws Exception {
        var raw = Files.write(folder.resolve("raw"), KEY).toString();
        var hex = Files.writeString(folder.resolve("hex"), HEX + "\n").toString();
        var aad = Files.write(folder.resolve("aad"), new byte[] {1, 2, 3}).toString();
        var sealed = run(PLAINTEXT, "seal", "--key-file", raw, "--aad-file", aad);
        assertThat(run(sealed.out, "open", "--key-file", hex, "--aad-hex", "010203").out).isEqualTo(PLAINTEXT);
        assertThat(run(sealed.out, "open", "--key-file", hex).code).isEqualTo(1);
    }

    @Test
    void parametersReachTheFormat() throws Exception {
        var options = new String[] {"seal", "--key", HEX, "--segment-length", "40", "--rotation-mask", "1"};
        var sealed = run(new byte[50], options);
        var key = new FloeKey(new FloeParameters(40, 1), KEY, new byte[0], null);
        var opened = new ByteArrayOutputStream();
        FloeStreams.open(key, new ByteArrayInputStream(sealed.out), opened);
        assertThat(opened.toByteArray()).isEqualTo(new byte[50]);
        options[0] = "open";
        assertThat(run(sealed.out, options).out).isEqualTo(new byte[50]);
    }

    @Test
    void opensABlobFileFromItsHeader() throws Exception {
        var blob = new ByteArrayOutputStream();
        blob.writeBytes(new byte[4022]);
        var key = new FloeKey(FloeParameters.STANDARD, KEY, new byte[0], null);
        FloeStreams.seal(key, new SecureRandom(), new ByteArrayInputStream(PLAINTEXT), blob);
        assertThat(run(blob.toByteArray(), "open", "--key", HEX, "--skip", "4022").out).isEqualTo(PLAINTEXT);
        assertThat(run(blob.toByteArray(), "open", "--key", HEX).code).isEqualTo(1);
        assertThat(run(new byte[4021], "open", "--key", HEX, "--skip", "4022").code).isEqualTo(1);
    }

    @Test
    void refusalIsReportedAndOnlyAuthenticBytesAreWritten() {
        var sealed = run(PLAINTEXT, "seal", "--key", HEX).out;
        var truncated = run(Arrays.copyOf(sealed, sealed.length - 1), "open", "--key", HEX);
        assertThat(truncated.code).isEqualTo(1);
        assertThat(truncated.err)
                .isEqualToIgnoringNewLines("floe: refused: segment 1: the stream ends before its final segment does");
        assertThat(truncated.out).hasSize(AUTHENTIC);
        sealed[sealed.length - 1] ^= 1;
        var changed = run(sealed, "open", "--key", HEX);
        assertThat(changed.code).isEqualTo(1);
        assertThat(changed.err)
                .isEqualToIgnoringNewLines("floe: refused: segment 1: the segment is not authentic at this place");
        assertThat(changed.out).hasSize(AUTHENTIC);
    }

    @Test
    void authenticBytesBeforeARefusalAreFlushed() {
        var options = new String[] {"seal", "--key", HEX, "--segment-length", "40"};
        var sealed = run(new byte[24], options).out;
        options[0] = "open";
        assertThat(run(Arrays.copyOf(sealed, sealed.length - 1), options).out).hasSize(16);
    }

    @Test
    void fullDiskIsAFailure() {
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        var err = new StringWriter();
        assertThat(execute(new byte[3], full, err, "seal", "--key", HEX)).isEqualTo(1);
        assertThat(err.toString()).contains("No space left on device");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "seal",
                "frobnicate",
                "seal --key 00",
                "seal --key zz",
                "seal --key-file /nonexistent",
                "seal --key KEY --key-file /nonexistent",
                "seal --key KEY --aad-hex 0",
                "seal --key KEY --aad-file /nonexistent",
                "seal --key KEY --aad-hex 00 --aad-file /nonexistent",
                "seal --key KEY --segment-length 32",
                "seal --key KEY --segment-length many",
                "seal --key KEY --rotation-mask 33",
                "seal --key KEY --skip 1",
                "open --key KEY --skip -1"
            })
    void wrongOptionsAreReportedWithoutTheKey(String line) {
        var run = run(PLAINTEXT, line.isEmpty() ? new String[0] : line.replace("KEY", HEX).split(" "));
        assertThat(run.code).isEqualTo(2);
        assertThat(run.err).isNotBlank().doesNotContain(HEX).doesNotContain("zz");
        assertThat(run.out).isEmpty();
    }

    @Test
    void helpNamesBothCommands() {
        var help = new CommandLine(new FloeCommand()).getUsageMessage();
        assertThat(help).contains("floe").contains("seal").contains("open");
    }
}
