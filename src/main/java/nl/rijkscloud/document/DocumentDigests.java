package nl.rijkscloud.document;

import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The digests of a document, computed when it was read back.
 *
 * @param sha256 of the content, 32 bytes: shown to people in report and receipt
 * @param crc32 of the content: for the archive's headers
 * @param seals SHA-256 over IV and tag of every segment in order, 32 bytes: a whole download must give the same, so
 *     that stale but authentic segments cannot replace others
 * @param parts of the content by parts, 32 bytes, see {@code statement.PartDigest}: for browsers; empty if an earlier
 *     version has checked the document
 */
public record DocumentDigests(byte[] sha256, long crc32, byte[] seals, Optional<byte[]> parts) {
    public JsonObject toJson() {
        var json = new JsonObject().put("sha256", hex(sha256)).put("crc32", crc32).put("seals", hex(seals));
        partsHex().ifPresent(digest -> json.put("parts", digest));
        return json;
    }

    public static DocumentDigests of(JsonObject json) {
        return new DocumentDigests(bytes(json, "sha256"), json.getLong("crc32"), bytes(json, "seals"),
                json.containsKey("parts") ? Optional.of(bytes(json, "parts")) : Optional.empty());
    }

    public String sha256Hex() {
        return hex(sha256);
    }

    public Optional<String> partsHex() {
        return parts.map(DocumentDigests::hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(JsonObject json, String name) {
        return HexFormat.of().parseHex(json.getString(name));
    }
}
