package nl.rijkscloud.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.HexFormat;
import nl.rijkscloud.floe.FloeKey;
import nl.rijkscloud.floe.FloeParameters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that sealing and opening share: key, associated data and parameters. */
final class FloeOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Key key;

    @ArgGroup(exclusive = true)
    private Aad aad = new Aad();

    @Option(
            names = "--segment-length",
            paramLabel = "BYTES",
            defaultValue = "65536",
            description = "ENC_SEG_LEN, a segment's bytes with its overhead of 32. Default: ${DEFAULT-VALUE}.")
    private int segmentLength;

    @Option(
            names = "--rotation-mask",
            paramLabel = "BITS",
            defaultValue = "20",
            description = "AEAD_ROTATION_MASK, a new key every 2^BITS segments. Default: ${DEFAULT-VALUE}.")
    private int rotationMask;

    private static final class Key {
        @Option(
                names = "--key",
                paramLabel = "HEX",
                description = "The key, 64 hexadecimal digits. The process list shows it: prefer --key-file.")
        private String hex = "";

        @Option(
                names = "--key-file",
                paramLabel = "FILE",
                description = "A file with the key: its 32 bytes, or 64 hexadecimal digits.")
        private @Nullable Path file;
    }

    private static final class Aad {
        @Option(names = "--aad-hex", paramLabel = "HEX", description = "The associated data. Default: none.")
        private String hex = "";

        @Option(names = "--aad-file", paramLabel = "FILE", description = "A file that holds the associated data.")
        private @Nullable Path file;
    }

    /** Reads the key that the options describe. Throws the exception of picocli that ends the process with code 2. */
    FloeKey key(Provider provider) {
        var keyBytes = key.file == null ? hex("--key", key.hex) : keyFile(key.file);
        require(keyBytes.length == FloeKey.LENGTH, "the key has 32 bytes, not " + keyBytes.length);
        var aadBytes = aad.file == null ? hex("--aad-hex", aad.hex) : read("--aad-file", aad.file);
        return new FloeKey(parameters(), keyBytes, aadBytes, provider);
    }

    void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(command.commandLine(), otherwise);
        }
    }

    private FloeParameters parameters() {
        try {
            return new FloeParameters(segmentLength, rotationMask);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(command.commandLine(), wrong.getMessage());
        }
    }

    private byte[] keyFile(Path file) {
        var content = read("--key-file", file);
        return content.length == FloeKey.LENGTH
                ? content
                : hex("--key-file", new String(content, StandardCharsets.ISO_8859_1).strip());
    }

    /** Replaces the parser's message, which would show a wrong digit of the key. */
    private byte[] hex(String option, String digits) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(command.commandLine(), option + " takes pairs of hexadecimal digits");
        }
    }

    private byte[] read(String option, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new ParameterException(command.commandLine(), option + ": cannot read " + file);
        }
    }
}
