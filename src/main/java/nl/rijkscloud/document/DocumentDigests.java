package nl.rijkscloud.document;

import io.vertx.core.json.JsonObject;
import java.util.HexFormat;

/**
 * The digests of a document, computed when it was read back.
 *
 * @param sha256 of the content, 32 bytes: shown to people in report and receipt
 * @param crc32 of the content: for the archive's headers
 * @param seals SHA-256 over IV and tag of every segment in order, 32 bytes: a whole download must give the same, so
 *     that stale but authentic segments cannot replace others
 */
public record DocumentDigests(byte[] sha256, long crc32, byte[] seals) {
    public JsonObject toJson() {
        return new JsonObject().put("sha256", hex(sha256)).put("crc32", crc32).put("seals", hex(seals));
    }

    public static DocumentDigests of(JsonObject json) {
        return new DocumentDigests(bytes(json, "sha256"), json.getLong("crc32"), bytes(json, "seals"));
    }

    public String sha256Hex() {
        return hex(sha256);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(JsonObject json, String name) {
        return HexFormat.of().parseHex(json.getString(name));
    }
}
