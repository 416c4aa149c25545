package nl.rijkscloud.upload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.document.ClientId;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.typed.FileName;
import nl.rijkscloud.typed.InputResult;
import nl.rijkscloud.typed.InputResult.InputFault;

/**
 * The header {@code Upload-Metadata} of tus: pairs of a key and a base64 value. The server reads {@code filename}
 * (required), {@code transfer} and {@code client}; all pairs are stored and returned by HEAD.
 */
public record UploadMetadata(String text, Map<String, String> pairs) {
    private static final int MAX_TEXT = 4096;

    /** Throws {@code MALFORMED} for a header that the protocol does not allow. */
    static UploadMetadata parse(String header) {
        if (header == null || header.length() > MAX_TEXT) {
            throw Tus.malformed(Tus.METADATA);
        }
        var pairs = new HashMap<String, String>();
        for (var pair : header.split(",", 0)) {
            var parts = pair.strip().split(" ", 2);
            if (parts[0].isEmpty() || pairs.put(parts[0], parts.length == 1 ? "" : decoded(parts[1])) != null) {
                throw Tus.malformed(Tus.METADATA);
            }
        }
        return new UploadMetadata(header, Map.copyOf(pairs));
    }

    /** The name of the file, without folders. Throws {@code INVALID} when no file can have it. */
    public String filename() {
        return filename(pairs.getOrDefault("filename", ""));
    }

    /** Reads the name of a file from a path. Throws {@code INVALID} when no file can have it. */
    public static String filename(String path) {
        return switch (FileName.read(path)) {
            case InputResult.Good<String>(var name) -> name;
            case InputResult.Unfit<String>(var fault, var character) -> throw Json.invalid(
                    "filename", fault == InputFault.NO_LETTER ? "required" : fault == InputFault.TOO_LONG ? "too-long"
                    : "invalid", character);
        };
    }

    Optional<UUID> transfer() {
        try {
            return Optional.ofNullable(pairs.get("transfer")).map(UUID::fromString);
        } catch (IllegalArgumentException notAnId) {
            throw Failure.notFound();
        }
    }

    /** The id that the sender's page gave the document. Throws {@code INVALID} for any other text. */
    Optional<UUID> client() {
        return Optional.ofNullable(pairs.get("client"))
                .map(text -> ClientId.of(text).orElseThrow(() -> Json.invalid("client", "invalid")));
    }

    private static String decoded(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64.strip());
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException wrong) {
            throw Tus.malformed(Tus.METADATA);
        }
    }

    @Override
    public String toString() {
        return "UploadMetadata[***]";
    }
}
